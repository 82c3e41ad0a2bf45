package dev.sliprovider.cli;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Requests that were given up may fail once more while the process ends; how is nobody's concern any more. */
final class Quiet {

    /** Kept, because a logger nobody holds forgets its level. */
    private static final List<Logger> LOGGERS =
            List.of(Logger.getLogger("io.vertx"), Logger.getLogger("io.quarkus.vertx.core.runtime"));

    private Quiet() {}

    static void please() {
        LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
    }
}
