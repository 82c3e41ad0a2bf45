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

/** Core NATS: one member of a queue group, as Keptn's own services are (contract §2.1). */
@Singleton
final class NatsTransport implements Transport {

    private static final Logger LOG = Logger.getLogger(NatsTransport.class);
    private static final Duration DRAIN = Duration.ofSeconds(2);

    private final NatsConfig config;
    private final NatsConnection connection;
    private final NatsOutbox outbox;
    private final StreamRecord record;
    private final EventGate gate;
    private final Subscriptions subscriptions;
    private final Set<String> subscribed = new HashSet<>();
    private Dispatcher dispatcher;
    private Set<String> wanted = Set.of();
    private Confirmed confirmed = new Confirmed(Set.of(), 0);
    private boolean stopping;

    /**
     * What the server has confirmed.
     *
     * @param subjects that it brings
     * @param ups the connection on which it did, as in {@link NatsConnection#ups}
     */
    private record Confirmed(Set<String> subjects, long ups) {}

    NatsTransport(
            NatsConfig config,
            NatsConnection connection,
            NatsOutbox outbox,
            StreamRecord record,
            EventGate gate,
            Subscriptions subscriptions) {
        this.config = config;
        this.connection = connection;
        this.outbox = outbox;
        this.record = record;
        this.gate = gate;
        this.subscriptions = subscriptions;
    }

    @Override
    public TransportKind kind() {
        return TransportKind.NATS;
    }

    @Override
    public void start() {
        if (config.group().isBlank() || config.group().matches(".*\\s.*")) {
            throw new IllegalArgumentException("sli-provider.nats.queue-group must be one word without blanks");
        }
        outbox.open(record);
        connection.open(this::subscribe);
        subscriptions.onChange(subjects -> {
            synchronized (this) {
                wanted = subjects;
            }
            subscribe();
        });
    }

    /** It counts when the server has answered what was sent after it: until then it brings nothing. */
    private void subscribe() {
        long ups = connection.ups();
        connection.current().ifPresent(open -> {
            Set<String> asked = change(open);
            try {
                NatsConnection.confirm(open);
                confirmed(asked, ups);
            } catch (TimeoutException | IllegalStateException e) {
                LOG.debugf("NATS: the subscriptions are not confirmed yet: %s", e);
                Infrastructure.getDefaultWorkerPool().schedule(this::subscribe, 1, TimeUnit.SECONDS);
            }
        });
    }

    /** Changes what has changed and nothing else; the library itself subscribes again after a reconnect. */
    private synchronized Set<String> change(Connection open) {
        if (stopping) {
            return Set.of();
        }
        if (dispatcher == null || !dispatcher.isActive()) {
            subscribed.clear();
            dispatcher = open.createDispatcher(this::take);
        }
        wanted.stream().filter(subscribed::add).forEach(subject -> dispatcher.subscribe(subject, config.group()));
        subscribed.removeIf(subject -> {
            boolean gone = !wanted.contains(subject);
            if (gone) {
                dispatcher.unsubscribe(subject);
            }
            return gone;
        });
        return Set.copyOf(subscribed);
    }

    /** A change that was made meanwhile has a confirmation of its own, which may have come before this one. */
    private synchronized void confirmed(Set<String> asked, long ups) {
        if (asked.equals(subscribed)) {
            confirmed = new Confirmed(asked, ups);
        }
    }

    /** On the dispatcher's own thread, which may wait; what comes meanwhile is kept by the library. */
    private void take(Message message) throws InterruptedException {
        gate.put(message.getData(), new EventGate.Receipt() {
            @Override
            public void answered() {
                // The bus does not want to know.
            }

            @Override
            public void unanswered() {
                // The bus does not bring it again.
            }
        });
    }

    @Override
    public Uni<Void> send(KeptnEvent answer) {
        return outbox.send(answer);
    }

    /** The bus keeps nothing for a subscriber that comes later, so this takes no events before the server has confirmed. */
    @Override
    public synchronized Optional<String> trouble() {
        return connection.trouble().or(() -> isSubscribed() ? Optional.empty() : Optional.of("not subscribed yet"));
    }

    private boolean isSubscribed() {
        return subscriptions.areKnown() && confirmed.equals(new Confirmed(wanted, connection.ups()));
    }

    /** What the server has sent already is taken, the rest goes to the other members of the group. */
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
