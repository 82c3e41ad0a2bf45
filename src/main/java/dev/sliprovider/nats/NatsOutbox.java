package dev.sliprovider.nats;

import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.task.OneLine;
import dev.sliprovider.transport.UndeliveredAnswers;
import io.nats.client.Connection;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Publishes answers in order. An answer is delivered when the server has confirmed it; until then it stays in memory, also
 * while the server is unavailable.
 */
@Singleton
class NatsOutbox {

    private static final Logger LOG = Logger.getLogger(NatsOutbox.class);
    private static final Duration CONFIRMATION = Duration.ofSeconds(5);
    private static final Duration CONNECTION_WAIT = Duration.ofSeconds(1);
    private static final int BATCH = 500;

    /**
     * An answer to publish.
     *
     * @param isTried whether it was published without a confirmation, so that it may have arrived
     */
    private record Entry(KeptnEvent answer, byte[] json, CompletableFuture<Void> sent, AtomicBoolean isTried) {}

    /** Finds answers that were published already, by another replica or without a confirmation. */
    interface PublishedAnswers {

        /** @return whether the answer may have been published already, so that a lookup is necessary */
        boolean mayInclude(KeptnEvent answer);

        /**
         * @return whether the answer is published
         * @throws IOException if that cannot be determined
         */
        boolean include(KeptnEvent answer) throws IOException, InterruptedException;
    }

    private final NatsConnection connection;
    private final UndeliveredAnswers undelivered;
    private final BlockingQueue<Entry> waiting;
    private final List<Entry> inFlight = new ArrayList<>();
    private PublishedAnswers published;
    private final Worker worker = new Worker("nats-outbox", this::run);

    NatsOutbox(NatsConnection connection, NatsConfig config, UndeliveredAnswers undelivered) {
        this.connection = connection;
        this.undelivered = undelivered;
        this.waiting = new LinkedBlockingQueue<>(config.outbox());
    }

    /**
     * Begins to publish.
     *
     * @param published used before an answer is published a second time, and for answers that it may include
     */
    void open(PublishedAnswers published) {
        this.published = published;
        worker.start();
    }

    /** @return completes when the answer is delivered; immediately for a started event, for which Keptn does not wait (§0.1) */
    Uni<Void> send(KeptnEvent answer) {
        boolean finished = answer.type().isFinished();
        var entry = new Entry(answer, EventFormat.write(answer), new CompletableFuture<>(), new AtomicBoolean());
        if (!waiting.offer(entry)) {
            return finished ? lost(entry, "sli-provider.nats.outbox answers are waiting for NATS") : done();
        }
        return finished ? Uni.createFrom().completionStage(entry.sent()) : done();
    }

    private static Uni<Void> done() {
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> lost(Entry entry, String why) {
        undelivered.add(entry.answer(), "cannot be published: " + why);
        var failure = new IllegalStateException(why);
        entry.sent().completeExceptionally(failure);
        return Uni.createFrom().failure(failure);
    }

    /** The process ends: logs the undelivered answers. */
    void close() {
        worker.stop(CONFIRMATION);
        waiting.drainTo(inFlight);
        inFlight.stream()
                .filter(entry -> entry.answer().type().isFinished())
                .forEach(entry -> lost(entry, "NATS is unavailable and the process ends"));
    }

    private void run() throws InterruptedException {
        while (true) {
            if (inFlight.isEmpty()) {
                inFlight.add(waiting.take());
                waiting.drainTo(inFlight, BATCH);
            }
            publish();
            inFlight.clear();
        }
    }

    private void publish() throws InterruptedException {
        while (!inFlight.isEmpty()) {
            long epoch = connection.connectionEpoch();
            Optional<Connection> open = connection.awaitSettled(CONNECTION_WAIT);
            if (open.isEmpty() || !connection.isSameConnection(epoch)) {
                continue;
            }
            String session = session(open.get());
            try {
                publish(open.get(), epoch, session);
                return;
            } catch (IllegalStateException | TimeoutException e) {
                LOG.debugf("NATS did not confirm the answers; they are published again: %s", e);
                if (connection.isSameConnection(epoch)) {
                    reconnect(open.get(), session);
                }
            }
        }
    }

    /** The server's response to a ping that was sent after the answers confirms them. */
    private void publish(Connection open, long epoch, String session) throws TimeoutException, InterruptedException {
        boolean readable = true;
        long errorsBefore = open.getStatistics().getErrs();
        for (Entry entry : List.copyOf(inFlight)) {
            try {
                if (readable && mayBePublished(entry) && published.include(entry.answer())) {
                    LOG.debugf(
                            "event %s is answered already",
                            OneLine.of(entry.answer().triggeredid().orElse("")));
                    continue;
                }
            } catch (IOException e) {
                if (!connection.isSameConnection(epoch)) {
                    // The lookup can be repeated on the next connection. An answer that is published now would wait in
                    // the library's buffer and go out later, after the lookup has not found it.
                    throw new IllegalStateException(e);
                }
                readable = false;
                LOG.warnf(
                        "cannot determine which answers are published already; publishing them, perhaps again: %s",
                        e.getMessage());
            }
            if (entry.json().length > open.getMaxPayload()) {
                lost(entry, "the server accepts at most " + open.getMaxPayload() + " bytes");
                inFlight.remove(entry);
            } else {
                entry.isTried().set(true);
                open.publish(entry.answer().type().name(), entry.json());
            }
        }
        NatsConnection.confirm(open);
        if (open.getStatus() != Connection.Status.CONNECTED || !session.equals(session(open))) {
            // The library has reconnected, and the new connection was confirmed.
            throw new IllegalStateException("the connection was lost");
        }
        complete(connection.errorsSince(open, errorsBefore, CONFIRMATION));
    }

    private boolean mayBePublished(Entry entry) {
        return entry.isTried().get() || published.mayInclude(entry.answer());
    }

    /** @param errors since the answers were published, all of them: the server sends them before the response to a later ping */
    private void complete(Set<String> errors) {
        for (Entry entry : inFlight) {
            Optional<String> denied = errors.stream()
                    .filter(error -> error.startsWith(NatsErrorListener.DENIED + " for Publish"))
                    .filter(error -> error.contains(entry.answer().type().name()))
                    .findFirst();
            if (denied.isEmpty()) {
                entry.sent().complete(null);
            } else if (entry.answer().type().isFinished()) {
                lost(entry, denied.get() + "; give the user this permission");
            }
        }
    }

    /** @return a unique text for the connection. It changes immediately; the library reports a new connection later */
    private static String session(Connection open) {
        return open.getServerInfo().getServerId() + "/" + open.getServerInfo().getClientId();
    }

    /** A dead connection would look healthy for minutes, so it is replaced, unless the library has replaced it already. */
    private static void reconnect(Connection open, String session) throws InterruptedException {
        try {
            if (open.getStatus() == Connection.Status.CONNECTED && session.equals(session(open))) {
                open.forceReconnect();
            }
        } catch (IOException | IllegalStateException e) {
            LOG.debugf("NATS: %s", e);
        }
    }
}
