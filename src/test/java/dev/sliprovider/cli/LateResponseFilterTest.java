package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LateResponseFilterTest {

    private final LateResponseFilter filter = new LateResponseFilter();

    @Test
    void an_answer_to_a_request_that_was_given_up_is_no_error() {
        var late = new IllegalStateException("Result is already complete");
        late.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("io.vertx.core.Promise", "complete", "Promise.java", 67),
            new StackTraceElement(
                    "io.vertx.core.http.impl.HttpClientRequestImpl",
                    "handleResponse",
                    "HttpClientRequestImpl.java",
                    389)
        });

        assertThat(filter.isLoggable(entry(late))).isFalse();
    }

    @Test
    void the_same_of_anything_else_is_one() {
        Promise<Integer> promise = Promise.promise();
        promise.complete(1);
        try {
            promise.complete(2);
        } catch (IllegalStateException ours) {
            assertThat(ours).hasMessage("Result is already complete");
            assertThat(filter.isLoggable(entry(ours))).isTrue();
        }
        assertThat(filter.isLoggable(entry(new IllegalStateException("another"))))
                .isTrue();
        assertThat(filter.isLoggable(entry(null))).isTrue();
    }

    private static LogRecord entry(Throwable thrown) {
        var entry = new LogRecord(Level.SEVERE, "Uncaught exception received by Vert.x");
        entry.setThrown(thrown);
        return entry;
    }
}
