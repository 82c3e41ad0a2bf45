package dev.sliprovider.cli;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Drops a log entry that the HTTP library writes as an error: a response arrives at the moment its request is cancelled.
 * The event has been answered by then, so the stack trace would only alarm people.
 */
@LoggingFilter(name = "late-responses")
final class LateResponseFilter implements Filter {

    private static final String COMPLETE = "Result is already complete";

    @Override
    public boolean isLoggable(LogRecord entry) {
        return !(entry.getThrown() instanceof IllegalStateException late
                && COMPLETE.equals(late.getMessage())
                && late.getStackTrace().length > 1
                && late.getStackTrace()[1].getClassName().startsWith("io.vertx.core.http.impl.HttpClientRequest"));
    }
}
