package dev.sliprovider.cli;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The HTTP library's own log, which is useless after the result is known. */
final class HttpLogs {

    /** Kept here, because a logger without a reference to it is collected and forgets its level. */
    private static final List<Logger> LOGGERS =
            List.of(Logger.getLogger("io.vertx"), Logger.getLogger("io.quarkus.vertx.core.runtime"));

    private HttpLogs() {}

    /** Turns these logs off: cancelled requests may be logged as failures while the process ends. */
    static void mute() {
        LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
    }
}
