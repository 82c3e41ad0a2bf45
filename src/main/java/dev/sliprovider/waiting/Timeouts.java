package dev.sliprovider.waiting;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The clock of timeouts and pauses, for {@code ifNoItem().after(…).on(…)} and {@code delayIt().onExecutor(…)}. Mutiny's own
 * clock keeps a cancelled timeout until its time is over, together with the response of its request. At some hundred
 * requests a second with timeouts of some seconds that is most of the memory.
 */
public final class Timeouts {

    private static final ScheduledExecutorService CLOCK = new Clock();

    private Timeouts() {}

    /** @return a clock that drops cancelled timeouts immediately, and continues after a timeout on a thread that may block */
    public static ScheduledExecutorService clock() {
        return CLOCK;
    }

    private static final class Clock extends ScheduledThreadPoolExecutor {

        /** Threads that continue after a timeout. They are not the worker threads, so a timeout does not wait for other work. */
        private static final int THREADS = 4;

        private static final int IDLE_SECONDS = 10;

        private final ThreadPoolExecutor after = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                run -> thread("after-timeout", run));

        private Clock() {
            super(1, run -> thread("timeouts", run));
            setRemoveOnCancelPolicy(true);
            after.allowCoreThreadTimeOut(true);
        }

        private static Thread thread(String name, Runnable run) {
            var thread = new Thread(run, name);
            thread.setDaemon(true);
            return thread;
        }

        /** Code that runs after a timeout may be slow, and must not delay the next timeout. */
        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            return super.schedule(() -> after.execute(task), delay, unit);
        }
    }
}
