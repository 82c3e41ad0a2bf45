package dev.sliprovider.gateapi;

import dev.sliprovider.evaluator.Window;
import dev.sliprovider.transport.EventRequest;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.Optional;

/** How long a client waits for the outcome. */
final class Preference {

    private static final Duration USUAL = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final String ASYNCHRONOUS = "respond-async";

    private Preference() {}

    /** @return the time of the header {@code Prefer} (RFC 7240); zero for {@code respond-async} */
    static Duration of(MultiMap headers) {
        Optional<Duration> wait = EventRequest.wait(headers);
        boolean isAsynchronous = headers.getAll("Prefer").stream().anyMatch(line -> line.contains(ASYNCHRONOUS));
        return bounded(wait.orElse(isAsynchronous ? Duration.ZERO : USUAL));
    }

    /** @return the time of the parameter {@code wait}; zero without one */
    static Duration ofParameter(String text) {
        return text == null || text.isBlank() || text.matches("0+s?")
                ? Duration.ZERO
                : bounded(RequestFields.checked("wait", () -> Window.length("wait", text)));
    }

    private static Duration bounded(Duration wait) {
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
