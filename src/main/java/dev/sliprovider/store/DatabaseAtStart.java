package dev.sliprovider.store;

import dev.sliprovider.history.EvaluationHistory;
import dev.sliprovider.history.HistoryException;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * Makes the tables of the database in the background when the service starts. If the database is unavailable, the service
 * starts nevertheless, and makes them before the first evaluation.
 */
@Singleton
final class DatabaseAtStart {

    private static final Logger LOG = Logger.getLogger(DatabaseAtStart.class);

    private final HistoryConfig settings;
    private final Instance<EvaluationHistory> history;
    private final Config config;

    DatabaseAtStart(HistoryConfig settings, Instance<EvaluationHistory> history, Config config) {
        this.settings = settings;
        this.history = history;
        this.config = config;
    }

    void prepare(@Observes StartupEvent start) {
        if (settings.database().url().isPresent() && isService() && history.get() instanceof HistoryDatabase database) {
            Infrastructure.getDefaultWorkerPool().execute(() -> prepare(database));
        }
    }

    /** A command opens no port, and needs no history unless an option names it. */
    private boolean isService() {
        return config.getOptionalValue("quarkus.http.host-enabled", Boolean.class)
                .orElse(true);
    }

    private static void prepare(HistoryDatabase database) {
        try {
            database.prepare();
        } catch (HistoryException e) {
            LOG.warn(e.getMessage());
        }
    }
}
