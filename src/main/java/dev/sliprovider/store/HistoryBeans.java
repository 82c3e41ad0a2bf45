package dev.sliprovider.store;

import dev.sliprovider.history.EvaluationHistory;
import dev.sliprovider.history.HistoryDirectory;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Opens the history that the settings name. */
final class HistoryBeans {

    /** @throws IllegalArgumentException if the settings name none */
    @Produces
    @Singleton
    EvaluationHistory history(HistoryConfig config) {
        return config.directory()
                .map(HistoryDirectory::new)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no history is named; set sli-provider.history.directory to a directory"));
    }
}
