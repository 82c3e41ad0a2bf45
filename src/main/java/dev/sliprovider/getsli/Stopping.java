package dev.sliprovider.getsli;

import dev.sliprovider.settings.Bounds;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Tells tasks under way that the process ends, once they had their time to end by themselves. */
@Singleton
final class Stopping {

    private final GetSliConfig config;
    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    Stopping(GetSliConfig config) {
        Bounds.notNegative("sli-provider.get-sli.grace", config.grace());
        this.config = config;
    }

    /** @return an item when the time is over; who no longer waits for it leaves nothing behind */
    Uni<Void> timeIsOver() {
        return Uni.createFrom().emitter(emitter -> {
            Runnable tell = () -> emitter.complete(null);
            waiting.add(tell);
            emitter.onTermination(() -> waiting.remove(tell));
            if (over) {
                tell.run();
            }
        });
    }

    void begin() {
        Infrastructure.getDefaultWorkerPool().schedule(this::end, config.grace().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void end() {
        over = true;
        waiting.forEach(Runnable::run);
    }
}
