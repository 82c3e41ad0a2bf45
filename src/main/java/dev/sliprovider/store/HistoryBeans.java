package dev.sliprovider.store;

import dev.sliprovider.history.EvaluationHistory;
import dev.sliprovider.history.HistoryDirectory;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Opens the history that the settings name. */
final class HistoryBeans {

    /** @throws IllegalArgumentException if the settings name none */
    @Produces
    @Singleton
    EvaluationHistory history(HistoryConfig config, Vertx vertx, TlsConfigurationRegistry certificates) {
        DatabaseConfig database = config.database();
        return database.url()
                .<EvaluationHistory>map(url -> new HistoryDatabase(
                        new Database(vertx, new DatabaseLogin(DatabaseAddress.parse(url), database, certificates))))
                .or(() -> config.directory().map(HistoryDirectory::new))
                .orElseThrow(() -> new IllegalArgumentException(
                        "no history is named; set sli-provider.history.directory to a directory, or"
                                + " sli-provider.history.database.url to the address of a database"));
    }

    void close(@Disposes EvaluationHistory history) {
        if (history instanceof HistoryDatabase database) {
            database.close();
        }
    }
}
