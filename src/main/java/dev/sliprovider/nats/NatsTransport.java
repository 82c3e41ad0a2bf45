package dev.sliprovider.nats;

import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.transport.EventGate;
import dev.sliprovider.transport.Subscriptions;
import dev.sliprovider.transport.Transport;
import dev.sliprovider.transport.TransportKind;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Core NATS: the program is a member of a queue group, as Keptn's own services are (contract §2.1). */
@Singleton
final class NatsTransport implements Transport {

    private static final Logger LOG = Logger.getLogger(NatsTransport.class);
    private static final Duration DRAIN = Duration.ofSeconds(2);

    private final NatsConfig config;
    private final NatsConnection connection;
    private final NatsOutbox outbox;
    private final AnsweredEvents answered;
    private final EventGate gate;
    private final Subscriptions subscriptions;
    private final Set<String> subscribed = new HashSet<>();
    private Dispatcher dispatcher;
    private Set<String> wanted = Set.of();
    private Confirmed confirmed = new Confirmed(Set.of(), 0);
    private boolean stopping;

    /**
     * The subscriptions that the server has confirmed.
     *
     * @param subjects types of events
     * @param epoch the connection of the confirmation, see {@link NatsConnection#connectionEpoch}
     */
    private record Confirmed(Set<String> subjects, long epoch) {}

    NatsTransport(
            NatsConfig config,
            NatsConnection connection,
            NatsOutbox outbox,
            AnsweredEvents answered,
            EventGate gate,
            Subscriptions subscriptions) {
        this.config = config;
        this.connection = connection;
        this.outbox = outbox;
        this.answered = answered;
        this.gate = gate;
        this.subscriptions = subscriptions;
    }

    @Override
    public TransportKind kind() {
        return TransportKind.NATS;
    }

    @Override
    public void start() {
        outbox.open(answered);
        connection.open(this::subscribe);
        subscriptions.onChange(subjects -> {
            synchronized (this) {
                wanted = subjects;
            }
            subscribe();
        });
    }

    /** A subscription is certainly active after the response to a ping that was sent after it. */
    private void subscribe() {
        long epoch = connection.connectionEpoch();
        connection.current().ifPresent(open -> {
            try {
                Set<String> requested = change(open);
                NatsConnection.confirm(open);
                confirmed(requested, epoch);
            } catch (TimeoutException | IllegalStateException e) {
                LOG.debugf("NATS: the subscriptions are not confirmed yet: %s", e);
                Infrastructure.getDefaultWorkerPool().schedule(this::subscribe, 1, TimeUnit.SECONDS);
            }
        });
    }

    /**
     * Adds and removes subjects; after a reconnect the library itself subscribes again.
     *
     * @throws IllegalStateException if the connection is closing
     */
    private synchronized Set<String> change(Connection open) {
        if (stopping) {
            return Set.of();
        }
        if (dispatcher == null || !dispatcher.isActive()) {
            subscribed.clear();
            dispatcher = open.createDispatcher(this::take);
        }
        wanted.stream().filter(subject -> !subscribed.contains(subject)).forEach(subject -> {
            dispatcher.subscribe(subject, config.group());
            subscribed.add(subject);
        });
        subscribed.removeIf(subject -> {
            boolean gone = !wanted.contains(subject);
            if (gone) {
                dispatcher.unsubscribe(subject);
            }
            return gone;
        });
        return Set.copyOf(subscribed);
    }

    /** A later change has its own confirmation, which may have arrived before this one. */
    private synchronized void confirmed(Set<String> requested, long epoch) {
        if (requested.equals(subscribed)) {
            confirmed = new Confirmed(requested, epoch);
        }
    }

    /** Called by the dispatcher's own thread, which may block; the library keeps later messages until then. */
    private void take(Message message) throws InterruptedException {
        gate.put(message.getData(), new EventGate.Receipt() {
            @Override
            public void answered() {
                // Core NATS has no acknowledgement.
            }

            @Override
            public void unanswered() {
                // Core NATS does not deliver an event again.
            }
        });
    }

    @Override
    public Uni<Void> send(KeptnEvent answer) {
        return outbox.send(answer);
    }

    /** Core NATS keeps no events for later subscribers, so this transport is ready only after the server's confirmation. */
    @Override
    public synchronized Optional<String> trouble() {
        return connection.trouble().or(() -> isSubscribed() ? Optional.empty() : Optional.of("not subscribed yet"));
    }

    private boolean isSubscribed() {
        return subscriptions.areKnown() && confirmed.equals(new Confirmed(wanted, connection.connectionEpoch()));
    }

    /** Passes on the events that the server has sent already; other members of the group get the later ones. */
    @Override
    public void stopIntake() {
        synchronized (this) {
            stopping = true;
        }
        if (dispatcher == null || connection.current().isEmpty()) {
            return;
        }
        try {
            dispatcher.drain(DRAIN).get(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | IllegalStateException e) {
            LOG.debugf("NATS: %s", e);
        }
    }

    @Override
    public void close() {
        outbox.close();
        connection.close();
    }

    @Override
    public String describe() {
        return "from NATS at " + connection.describe() + ", queue group " + config.group();
    }
}
