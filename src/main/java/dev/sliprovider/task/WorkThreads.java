package dev.sliprovider.task;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Threads on which work begins, one for each run, so that work that blocks delays neither other work nor the program's own
 * timeouts and answers. {@link Work#maxInFlight()} bounds their number.
 */
final class WorkThreads {

    private static final long IDLE_SECONDS = 10;

    private final AtomicLong count = new AtomicLong();
    private final ExecutorService threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), run -> {
                var thread = new Thread(run, "work-" + count.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });

    /**
     * @param work called and subscribed to on a thread of its own
     * @return the result of the work. Cancelling it interrupts the thread if the work still blocks it
     */
    <T> Uni<T> run(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var beginning = new Beginning();
            return Uni.createFrom()
                    .voidItem()
                    .emitOn(run -> threads.execute(() -> beginning.run(run)))
                    .flatMap(begun -> work.get())
                    .onCancellation()
                    .invoke(beginning::interrupt);
        });
    }

    /** The part of a run that occupies a thread: until the work returns its Uni. */
    private static final class Beginning {

        private Thread thread;

        private void run(Runnable part) {
            set(Thread.currentThread());
            try {
                part.run();
            } finally {
                set(null);
                // An interrupt was meant for this run; the thread may be used for another one.
                Thread.interrupted();
            }
        }

        private synchronized void set(Thread thread) {
            this.thread = thread;
        }

        private synchronized void interrupt() {
            if (thread != null) {
                thread.interrupt();
            }
        }
    }
}
