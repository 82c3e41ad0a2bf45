package dev.sliprovider.web;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Slows down wrong logins, so that tokens cannot be tried. A right token is never slowed down, so that wrong logins lock no
 * user out.
 */
@Singleton
final class LoginAttempts {

    private static final Duration DELAY = Duration.ofSeconds(1);
    /** So many wrong logins are answered in the time of a delay, from whatever addresses. */
    private static final int MOST = 10;

    private final Duration delay;
    private final Semaphore waiting;

    @Inject
    LoginAttempts() {
        this(DELAY, MOST);
    }

    LoginAttempts(Duration delay, int most) {
        this.delay = delay;
        this.waiting = new Semaphore(most);
    }

    /**
     * @param answer to a wrong login, which comes late
     * @param refusal if too many wait already
     */
    <T> Uni<T> wrong(Supplier<T> answer, Supplier<T> refusal) {
        if (!waiting.tryAcquire()) {
            return Uni.createFrom().item(refusal);
        }
        return Uni.createFrom()
                .item(answer)
                .onItem()
                .delayIt()
                .by(delay)
                .onTermination()
                .invoke(waiting::release);
    }
}
