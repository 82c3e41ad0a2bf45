package dev.sliprovider.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.soak.Ledger.Way;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** One way into the program with its load: events at a fixed rate, whatever becomes of those before. */
final class TransportLoad {

    /** Hands an event over. */
    interface Delivery {

        /**
         * @throws IOException like all but the last: it was not taken, and is to be sent again
         * @throws InterruptedException if nobody wants it sent any more
         */
        void send(String id, byte[] json)
                throws IOException, JetStreamApiException, TimeoutException, InterruptedException;
    }

    /** Every so-many-th event is sent twice, where the program promises to see that. */
    private static final int REPEATED = 40;

    private static final Duration AGAIN = Duration.ofMillis(200);

    private final Way way;
    private final Delivery delivery;
    private final Ledger ledger;
    private final double rate;
    private final boolean repeats;
    private final Random random;
    private boolean held;
    private volatile boolean ended;
    private volatile Instant lastTry = Instant.MAX;
    private final AtomicInteger taken = new AtomicInteger();
    private Thread thread;

    /**
     * @param rate events a second
     * @param repeats whether some events come twice
     */
    TransportLoad(Way way, Delivery delivery, Ledger ledger, double rate, boolean repeats) {
        this.way = way;
        this.delivery = delivery;
        this.ledger = ledger;
        this.rate = rate;
        this.repeats = repeats;
        // The same events in every run.
        this.random = new Random(way.name().hashCode());
    }

    Way way() {
        return way;
    }

    void start() {
        thread = Thread.ofPlatform().daemon().name("soak-" + way.name()).start(this::run);
    }

    /**
     * Begins nothing more.
     *
     * @param left how long what was begun is tried again; for a peer that is gone nobody waits
     */
    void end(Duration left) {
        lastTry = Instant.now().plus(left);
        ended = true;
    }

    /** @return whether it comes to its end in that time */
    boolean awaitEnd(Duration longest) throws InterruptedException {
        boolean stopped = thread.join(longest);
        thread.interrupt();
        return stopped;
    }

    /** What was sent at the fixed rate from then to then; bursts come on top. */
    LoadCount load(Instant began, Instant until) {
        return LoadCount.at(
                rate,
                way.name(),
                taken.get(),
                Duration.between(began, way.outages().reachableUntil(until)));
    }

    /** Sends nothing until {@link #resume}: nobody keeps an event that is sent now. */
    synchronized void hold() {
        held = true;
    }

    synchronized void resume() {
        held = false;
        notifyAll();
    }

    /** So many events at once. */
    void burst(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            sendOne(false);
        }
    }

    private void run() {
        long began = System.nanoTime();
        try {
            for (int i = 0; !ended; i++) {
                long left = began + (long) (i * 1e9 / rate) - System.nanoTime();
                TimeUnit.NANOSECONDS.sleep(Math.max(0, left));
                if (sendOne(repeats && i % REPEATED == 0)) {
                    taken.incrementAndGet();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean sendOne(boolean twice) throws InterruptedException {
        while (held && !ended) {
            wait(AGAIN.toMillis());
        }
        if (ended) {
            return false;
        }
        ObjectNode event = Events.triggered(way.name(), random);
        return send(event) && (!twice || send(event));
    }

    /** Until it is taken: the time of an event counts from the attempt that was. */
    private boolean send(JsonNode event) throws InterruptedException {
        while (Instant.now().isBefore(lastTry)) {
            ledger.sending(way, event, Instant.now());
            try {
                delivery.send(event.path("id").asText(), event.toString().getBytes());
                return true;
            } catch (IOException | JetStreamApiException | TimeoutException | IllegalStateException e) {
                // The peer is away: a fault, which ends.
                wait(AGAIN.toMillis());
            }
        }
        return false;
    }
}
