package dev.sliprovider.cli;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The HTTP library's own log, which has nothing to say any more once the result is known. */
final class HttpLogs {

    /** Kept here, because a logger without a reference to it is collected and forgets its level. */
    private static final List<Logger> LOGGERS =
            List.of(Logger.getLogger("io.vertx"), Logger.getLogger("io.quarkus.vertx.core.runtime"));

    private HttpLogs() {}

    /** Turns these logs off: cancelled requests may fail once more while the process ends, which concerns nobody. */
    static void mute() {
        LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
    }
}
