package dev.sliprovider.nats;

import io.nats.client.impl.NatsServerPool;
import io.nats.client.support.NatsUri;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Waits before an attempt if the connection of before was lost as soon as it was there. The library itself waits only behind
 * attempts that fail: a server that lets everybody in and shows them the door at once would be asked again without end.
 */
final class PausingServerPool extends NatsServerPool {

    private final Duration pause;
    private boolean wasConnected;
    private long connectedAt;

    PausingServerPool(Duration pause) {
        this.pause = pause;
    }

    /** On the thread that connects, which may wait. */
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
