package dev.sliprovider.nats;

import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.settings.Bounds;
import dev.sliprovider.transport.UndeliveredAnswers;
import io.nats.client.Connection;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Answers on their way to NATS, in order. One is out when the server has confirmed that it has it; until then it is kept,
 * while the server is away as well.
 */
@Singleton
class NatsOutbox {

    private static final Logger LOG = Logger.getLogger(NatsOutbox.class);
    private static final Duration CONFIRMATION = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final int BATCH = 500;

    private record Entry(KeptnEvent answer, byte[] json, CompletableFuture<Void> sent) {}

    /** What is known of answers that are out already although that was never confirmed, or by another replica. */
    interface Record {

        /** Whether an answer may be out already. */
        boolean doubts(KeptnEvent answer);

        /**
         * Whether it is.
         *
         * @throws IOException if that cannot be told
         */
        boolean has(KeptnEvent answer) throws IOException, InterruptedException;
    }

    private final NatsConnection connection;
    private final UndeliveredAnswers unsent;
    private final BlockingQueue<Entry> waiting;
    private final List<Entry> underWay = new ArrayList<>();
    private Record record;
    private final Worker worker = new Worker("nats-outbox", this::run);

    NatsOutbox(NatsConnection connection, NatsConfig config, UndeliveredAnswers unsent) {
        Bounds.within(1, 1_000_000, "sli-provider.nats.outbox", config.outbox());
        this.connection = connection;
        this.unsent = unsent;
        this.waiting = new LinkedBlockingQueue<>(config.outbox());
    }

    /** @param record is asked about answers in doubt: also those that had to wait, or were published without being confirmed */
    void open(Record record) {
        this.record = record;
        worker.start();
    }

    /** @return ends when the answer is out; at once for a started event, for which nobody waits (contract §0.1) */
    Uni<Void> send(KeptnEvent answer) {
        boolean finished = answer.type().isFinished();
        var entry = new Entry(answer, EventFormat.write(answer), new CompletableFuture<>());
        if (!waiting.offer(entry)) {
            return finished ? lost(entry, "sli-provider.nats.outbox answers are waiting for NATS") : done();
        }
        return finished ? Uni.createFrom().completionStage(entry.sent()) : done();
    }

    private static Uni<Void> done() {
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> lost(Entry entry, String why) {
        unsent.add(entry.answer(), "cannot be published: " + why);
        var failure = new IllegalStateException(why);
        entry.sent().completeExceptionally(failure);
        return Uni.createFrom().failure(failure);
    }

    /** The process ends: what is still here is written down. */
    void close() {
        worker.stop(CONFIRMATION);
        waiting.drainTo(underWay);
        underWay.stream()
                .filter(entry -> entry.answer().type().isFinished())
                .forEach(entry -> lost(entry, "NATS is away and the process ends"));
    }

    private void run() throws InterruptedException {
        while (true) {
            if (underWay.isEmpty()) {
                underWay.add(waiting.take());
                waiting.drainTo(underWay, BATCH);
            }
            publish();
            underWay.clear();
        }
    }

    private void publish() throws InterruptedException {
        for (boolean again = false; !underWay.isEmpty(); again = true) {
            long ups = connection.ups();
            Optional<Connection> open = connection.awaitSettled(LOOK_AGAIN);
            if (open.isEmpty() || !connection.isStill(ups)) {
                continue;
            }
            String session = session(open.get());
            try {
                publish(open.get(), ups, session, again);
                return;
            } catch (IllegalStateException | TimeoutException e) {
                LOG.debugf("answers were not confirmed by NATS and are published again: %s", e);
                if (connection.isStill(ups)) {
                    reconnect(open.get(), session);
                }
            }
        }
    }

    /** Confirmed by the server's answer to what was sent after the answers. */
    private void publish(Connection open, long ups, String session, boolean again)
            throws TimeoutException, InterruptedException {
        boolean readable = true;
        open.clearLastError();
        for (Entry entry : List.copyOf(underWay)) {
            try {
                if (readable && (again || record.doubts(entry.answer())) && record.has(entry.answer())) {
                    LOG.debugf("event %s has its answer", entry.answer().triggeredid());
                    continue;
                }
            } catch (IOException e) {
                if (!connection.isStill(ups)) {
                    // It can be told later. And the library would keep what is published now and send it then, unseen
                    // by who looks whether it is out.
                    throw new IllegalStateException(e);
                }
                readable = false;
                LOG.warnf(
                        "whether answers are out cannot be told, they are published, perhaps again: %s",
                        e.getMessage());
            }
            if (entry.json().length > open.getMaxPayload()) {
                lost(entry, "the server takes " + open.getMaxPayload() + " bytes at most");
                underWay.remove(entry);
            } else {
                open.publish(entry.answer().type().name(), entry.json());
            }
        }
        NatsConnection.confirm(open);
        if (open.getStatus() != Connection.Status.CONNECTED || !session.equals(session(open))) {
            // It was another one that was confirmed.
            throw new IllegalStateException("the connection was lost");
        }
        String error = String.valueOf(open.getLastError());
        for (Entry entry : underWay) {
            if (error.startsWith(NatsTrouble.DENIED + " for Publish")
                    && error.contains(entry.answer().type().name())) {
                refused(entry, error);
            } else {
                entry.sent().complete(null);
            }
        }
    }

    /** @return what no two connections have in common, at once; that one came up is told a moment later */
    private static String session(Connection open) {
        return open.getServerInfo().getServerId() + "/" + open.getServerInfo().getClientId();
    }

    /** The server says so before it confirms what came after. */
    private void refused(Entry entry, String error) {
        if (entry.answer().type().isFinished()) {
            lost(entry, error + "; give the user this permission");
        }
    }

    /** A connection that does not answer looks well for minutes. One that is made again already is left alone. */
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
