package dev.sliprovider.waiting;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * Waits for what must happen at some time. The bound is no expectation of speed: it only ends a test whose fact never comes,
 * also on a machine that stands still for some seconds. A test whose subject is the time itself has a bound of its own.
 */
public final class Eventually {

    /** The bound of every such wait. */
    public static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Duration INTERVAL = Duration.ofMillis(50);

    /** A fact such as "nothing is in progress" also holds until what was just sent has begun. */
    private static final Duration BEGINNING = Duration.ofMillis(100);

    private Eventually() {}

    /** @return a wait within {@link #LIMIT} that looks after a moment and then often */
    public static ConditionFactory await() {
        return Awaitility.await().pollDelay(BEGINNING).pollInterval(INTERVAL).atMost(LIMIT);
    }
}
