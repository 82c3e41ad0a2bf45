package dev.sliprovider.waiting;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The clock of timeouts and pauses, for {@code ifNoItem().after(…).on(…)} and {@code delayIt().onExecutor(…)}. Mutiny's own keeps what was cancelled until its time is
 * over, and with it all that came of a request: at some hundred requests a second with timeouts of some seconds that is
 * most of the memory.
 */
public final class Timeouts {

    private static final ScheduledExecutorService CLOCK = new Clock();

    private Timeouts() {}

    /** @return a clock that forgets at once what is cancelled, and goes on with what is over on a thread of the workers */
    public static ScheduledExecutorService clock() {
        return CLOCK;
    }

    private static final class Clock extends ScheduledThreadPoolExecutor {

        private Clock() {
            super(1, task -> {
                var thread = new Thread(task, "timeouts");
                thread.setDaemon(true);
                return thread;
            });
            setRemoveOnCancelPolicy(true);
        }

        /** What follows a timeout may take its time, and the next one must not wait for it. */
        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            return super.schedule(() -> Infrastructure.getDefaultWorkerPool().execute(task), delay, unit);
        }
    }
}
