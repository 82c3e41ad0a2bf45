package dev.sliprovider.gateapi;

import dev.sliprovider.gate.GateException;
import dev.sliprovider.history.HistoryException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The threads on which the history is read and written and objectives are judged, so that no event loop waits. */
@Singleton
final class GateThreads {

    private static final int MOST = 16;
    private static final int MOST_WAITING = 2000;
    private static final long IDLE_SECONDS = 10;

    private final AtomicLong count = new AtomicLong();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            MOST, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), run -> {
                var thread = new Thread(run, "gate-" + count.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });

    GateThreads() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** Something that blocks. */
    interface Step<T> {
        T make() throws GateException, HistoryException;
    }

    /** @return what the step makes, on one of the threads; fails with a {@link GateException} as the step does */
    <T> Uni<T> run(Step<T> step) {
        return Uni.createFrom()
                .deferred(() -> {
                    try {
                        return Uni.createFrom().item(step.make());
                    } catch (GateException e) {
                        return Uni.createFrom().<T>failure(e);
                    } catch (HistoryException e) {
                        return Uni.createFrom().<T>failure(GateException.of(e));
                    }
                })
                .runSubscriptionOn(threads)
                .onFailure(RejectedExecutionException.class)
                .transform(full -> new ProblemException(Problems.full(MOST_WAITING)));
    }
}
