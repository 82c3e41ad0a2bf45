package dev.sliprovider.nats;

import io.nats.client.impl.NatsServerPool;
import io.nats.client.support.NatsUri;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Pauses before connecting if the last connection was lost as soon as it was established. jnats backs off after failed
 * attempts only: without this pause, the library would reconnect without any pause to a server that accepts and immediately
 * drops each connection.
 */
final class PausingServerPool extends NatsServerPool {

    private final Duration pause;
    private boolean wasConnected;
    private long connectedAt;

    PausingServerPool(Duration pause) {
        this.pause = pause;
    }

    /** Called by the thread that connects, which may block. */
    @Override
    public NatsUri nextServer() {
        long left = left();
        if (left > 0) {
            try {
                TimeUnit.NANOSECONDS.sleep(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return super.nextServer();
    }

    private synchronized long left() {
        long left = wasConnected ? connectedAt + pause.toNanos() - System.nanoTime() : 0;
        wasConnected = false;
        return left;
    }

    @Override
    public void connectSucceeded(NatsUri server) {
        synchronized (this) {
            wasConnected = true;
            connectedAt = System.nanoTime();
        }
        super.connectSucceeded(server);
    }
}
