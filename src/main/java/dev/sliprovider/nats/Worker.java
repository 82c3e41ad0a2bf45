package dev.sliprovider.nats;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** A thread that runs one piece of work until it is stopped. A bug is logged, and the thread is started again. */
final class Worker {

    /** The work; it may block. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final Duration RESTART_PAUSE = Duration.ofSeconds(1);

    private final String name;
    private final Work work;
    private Thread thread;
    private boolean stopped;

    Worker(String name, Work work) {
        this.name = name;
        this.work = work;
    }

    synchronized void start() {
        if (!stopped) {
            thread = Thread.ofPlatform()
                    .daemon()
                    .name(name)
                    .uncaughtExceptionHandler(this::bug)
                    .start(this::run);
        }
    }

    private void run() {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void bug(Thread ended, Throwable failure) {
        LOG.errorf(failure, "bug: worker %s failed and was restarted", name);
        try {
            TimeUnit.NANOSECONDS.sleep(RESTART_PAUSE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        start();
    }

    /** Interrupts the work and waits for its end, at most this long. */
    void stop(Duration wait) {
        Thread running;
        synchronized (this) {
            stopped = true;
            running = thread;
        }
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
