package dev.sliprovider.cli;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps out of the log what the HTTP library takes for an error: an answer that comes in the moment in which its request
 * is reset, because nobody waits for it any more. The event was answered; a stack trace would frighten for nothing.
 */
@LoggingFilter(name = "late-answers")
final class LateAnswers implements Filter {

    private static final String COMPLETE = "Result is already complete";

    @Override
    public boolean isLoggable(LogRecord entry) {
        return !(entry.getThrown() instanceof IllegalStateException late
                && COMPLETE.equals(late.getMessage())
                && late.getStackTrace().length > 1
                && late.getStackTrace()[1].getClassName().startsWith("io.vertx.core.http.impl.HttpClientRequest"));
    }
}
