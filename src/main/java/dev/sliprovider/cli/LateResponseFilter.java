package dev.sliprovider.cli;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Replaces the characters of a log entry that a terminal or a log viewer would interpret: C1 controls, ends of lines other
 * than a newline, and characters that change the direction of a text. It also drops the HTTP library's error about a
 * response that arrives at the moment when its request is cancelled.
 * The event has been answered by then, so the stack trace would only be confusing.
 */
@LoggingFilter(name = "late-responses")
final class LateResponseFilter implements Filter {

    private static final String COMPLETE = "Result is already complete";

    private static final Pattern UNSAFE = Pattern.compile(
            "[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F\\u2028\\u2029\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    @Override
    public boolean isLoggable(LogRecord entry) {
        if (entry instanceof ExtLogRecord record) {
            String text = record.getFormattedMessage();
            if (text != null && UNSAFE.matcher(text).find()) {
                record.setMessage(UNSAFE.matcher(text).replaceAll("?"), ExtLogRecord.FormatStyle.NO_FORMAT);
            }
        }
        return !(entry.getThrown() instanceof IllegalStateException late
                && COMPLETE.equals(late.getMessage())
                && late.getStackTrace().length > 1
                && late.getStackTrace()[1].getClassName().startsWith("io.vertx.core.http.impl.HttpClientRequest"));
    }
}
