package dev.sliprovider.task;

import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Ends work under way when the process ends, after its grace period. */
@Singleton
final class Shutdown {

    private final TaskConfig config;
    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    Shutdown(TaskConfig config) {
        this.config = config;
    }

    /** @return an item when the grace period is over; a subscriber that cancels leaves nothing behind */
    Uni<Void> graceIsOver() {
        return Uni.createFrom().emitter(emitter -> {
            Runnable tell = () -> emitter.complete(null);
            waiting.add(tell);
            emitter.onTermination(() -> waiting.remove(tell));
            if (over) {
                tell.run();
            }
        });
    }

    /** The process ends: the grace period begins. */
    void begin() {
        Timeouts.clock().schedule(this::end, config.grace().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void end() {
        over = true;
        waiting.forEach(Runnable::run);
    }
}
