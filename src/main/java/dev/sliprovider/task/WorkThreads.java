package dev.sliprovider.task;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Threads on which work begins, one for each run: work that blocks holds up neither other work nor what the program itself
 * has to do, such as timeouts and answers. How many there are is bounded by {@link Work#maxInFlight()}.
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
     * @param work is called and subscribed to on a thread of its own
     * @return what it returns. If it is cancelled while the work blocks that thread, the thread is interrupted
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

    /** The part of a run that has its own thread: until work returns, and for ever if it blocks. */
    private static final class Beginning {

        private Thread thread;

        private void run(Runnable part) {
            set(Thread.currentThread());
            try {
                part.run();
            } finally {
                set(null);
                // It was meant for this run; the thread may be used for another.
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
