package dev.sliprovider.controlplane;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.keptnapi.Gateway;
import dev.sliprovider.settings.Bounds;
import dev.sliprovider.transport.Subscription;
import dev.sliprovider.transport.Subscriptions;
import dev.sliprovider.transport.TransportKind;
import dev.sliprovider.transport.Transports;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Registers with Keptn's control plane, tells it again and again that this is alive, and puts the subscriptions in force
 * that it tells (contract §4.2). Without a control plane the last known ones stay, at first the configured ones.
 */
@Singleton
public final class Registration {

    private static final Logger LOG = Logger.getLogger(Registration.class);
    /** The shortest time that can be waited for. */
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final ControlPlaneConfig config;
    private final ControlPlane controlPlane;
    private final Subscriptions subscriptions;
    private final Transports transports;
    private final Integration integration;
    private final List<Subscription> configured;
    private final Contact contact;
    private final boolean isDisabled;
    private volatile Optional<String> id = Optional.empty();
    private Optional<List<Subscription>> told = Optional.empty();
    private boolean isIdProven;
    private volatile boolean started;
    private boolean stopped;

    Registration(
            ControlPlaneConfig config,
            ControlPlane controlPlane,
            Subscriptions subscriptions,
            Transports transports,
            Gateway gateway) {
        this.config = config;
        this.controlPlane = controlPlane;
        this.subscriptions = subscriptions;
        this.transports = transports;
        this.integration = Integration.of(config, gateway.isRemote());
        this.configured = SubscriptionLists.configured(config, subscriptions.heard());
        this.contact = new Contact(config);
        this.isDisabled = Bounds.isOn(
                "sli-provider.control-plane.disable-registration (DISABLE_REGISTRATION)",
                config.disableRegistration(),
                false);
    }

    /** Begins; does nothing if events are pushed over HTTP, since whoever pushes them is registered. */
    public void start() {
        started = true;
        if (!isNeeded()) {
            return;
        }
        if (isDisabled) {
            LOG.infof("subscriptions, fixed: %s", SubscriptionLists.describe(configured));
            subscriptions.replace(configured);
            return;
        }
        schedule(AT_ONCE);
    }

    /** The process ends: subscriptions change no more. */
    public synchronized void stop() {
        stopped = true;
    }

    /**
     * The process ends, and every event is answered: the last entries of the control plane's log go out.
     *
     * @return ends in two seconds at most, and never fails
     */
    public Uni<Void> leave() {
        return new Farewell(controlPlane).say(id.filter(known -> config.unregister()));
    }

    /** @return the id that the control plane has given; nothing if there is none, or none yet */
    Optional<String> id() {
        return id;
    }

    /** @return why this is not registered, or nothing if it is or need not be */
    Optional<String> trouble() {
        if (!started) {
            return Optional.of("the program is starting");
        }
        return isNeeded() && !isDisabled ? contact.trouble() : Optional.empty();
    }

    private boolean isNeeded() {
        return transports.kind() != TransportKind.HTTP;
    }

    private void schedule(Duration pause) {
        Infrastructure.getDefaultWorkerPool().schedule(this::round, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whatever happens in a round, there is a next one. */
    private void round() {
        Uni<Duration> pause = Uni.createFrom()
                .deferred(() -> id.map(this::ping).orElseGet(this::register))
                .onFailure()
                .invoke(failure -> LOG.error("bug: a ping of the control plane came to nothing", failure))
                .onFailure()
                .recoverWithItem(config.pingInterval());
        pause.subscribe().with(this::next);
    }

    private synchronized void next(Duration pause) {
        if (!stopped) {
            schedule(pause);
        }
    }

    /** The subscriptions of before are what people want, should Keptn have forgotten them. */
    private Uni<Duration> register() {
        ObjectNode body = integration.registration(told.orElse(configured));
        return controlPlane.register(body).map(reply -> switch (reply) {
            case Reply.Done done -> registered(done);
            case Reply.Unknown unknown ->
                lost(new Reply.Failed(unknown.why() + "; " + controlPlane.checkAddress(), true));
            case Reply.Failed failed -> lost(failed);
        });
    }

    private Uni<Duration> ping(String known) {
        return controlPlane.ping(known).map(reply -> switch (reply) {
            case Reply.Done done -> pinged(done);
            case Reply.Unknown unknown -> forgotten(unknown);
            case Reply.Failed failed -> lost(failed);
        });
    }

    private Duration registered(Reply.Done done) {
        String given = done.body().path("id").asText();
        if (given.isBlank()) {
            return lost(controlPlane.notUnderstood("a registration"));
        }
        id = Optional.of(given);
        isIdProven = false;
        return AT_ONCE;
    }

    private synchronized Duration pinged(Reply.Done done) {
        Optional<List<Subscription>> read = SubscriptionLists.read(done.body());
        if (read.isEmpty()) {
            return lost(controlPlane.notUnderstood("a ping"));
        }
        contact.held();
        if (!stopped) {
            isIdProven = true;
            tell(read.get());
            told = read;
            subscriptions.replace(read.get());
        }
        return config.pingInterval();
    }

    /** At once, unless a registration that was just made is unknown: then something else is wrong. */
    private Duration forgotten(Reply.Unknown unknown) {
        id = Optional.empty();
        if (isIdProven) {
            LOG.info("Keptn does not know this integration any more: registering it again");
            return AT_ONCE;
        }
        return lost(new Reply.Failed(unknown.why(), true));
    }

    private synchronized Duration lost(Reply.Failed failed) {
        if (told.isEmpty() && !stopped) {
            subscriptions.replace(configured);
        }
        return contact.lost(
                failed, "these subscriptions are in force: " + SubscriptionLists.describe(subscriptions.current()));
    }

    /** Once for each change. */
    private void tell(List<Subscription> now) {
        if (told.filter(now::equals).isPresent()) {
            return;
        }
        if (now.isEmpty()) {
            LOG.warn("Keptn has no subscriptions for this integration, so no event is answered; add one in Bridge");
            return;
        }
        String list = SubscriptionLists.describe(now);
        LOG.infof("registered with %s as %s; subscriptions: %s", controlPlane, integration.name(), list);
        if (told.isEmpty() && !now.equals(configured)) {
            LOG.info("these are Keptn's own; the configured ones count for a first registration only");
        }
    }
}
