package dev.sliprovider.task;

import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Ends the work in progress when the process shuts down and the grace period is over. */
@Singleton
final class Shutdown {

    private final TaskConfig config;
    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    Shutdown(TaskConfig config) {
        this.config = config;
    }

    /** @return an item when the grace period is over; nothing is kept of a subscription that is cancelled */
    Uni<Void> graceIsOver() {
        return Uni.createFrom().emitter(emitter -> {
            Runnable complete = () -> emitter.complete(null);
            waiting.add(complete);
            emitter.onTermination(() -> waiting.remove(complete));
            if (over) {
                complete.run();
            }
        });
    }

    /** The process shuts down: the grace period begins. */
    void begin() {
        Timeouts.clock().schedule(this::end, config.grace().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void end() {
        over = true;
        waiting.forEach(Runnable::run);
    }
}
