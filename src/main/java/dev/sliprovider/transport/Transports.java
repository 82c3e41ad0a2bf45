package dev.sliprovider.transport;

import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.keptnapi.Gateway;
import dev.sliprovider.settings.Bounds;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Chooses the transport by the configuration. HTTP needs no {@link Transport}. */
@Singleton
public final class Transports {

    private final EventsConfig config;
    private final Gateway gateway;
    private final RequestHeads heads;
    private final Instance<Transport> all;
    private volatile Optional<Transport> chosen = Optional.empty();

    Transports(EventsConfig config, Gateway gateway, RequestHeads heads, @Any Instance<Transport> all) {
        this.config = config;
        this.gateway = gateway;
        this.heads = heads;
        this.all = all;
    }

    /** @return the setting, or its default by Keptn's own rule: the API if it is configured, otherwise the bus (contract §2.4, §5.1) */
    public TransportKind kind() {
        return config.transport().orElseGet(() -> {
            if (config.sink().filter(address -> !address.isBlank()).isPresent()) {
                return TransportKind.HTTP;
            }
            return gateway.isRemote() ? TransportKind.POLLING : TransportKind.NATS;
        });
    }

    /**
     * @return whether events may be posted to the port for events
     * @throws IllegalArgumentException if the setting is neither true nor false; {@link #start} reports it first
     */
    public boolean isOverHttp() {
        return Bounds.isOn("sli-provider.events.over-http", config.overHttp(), kind() == TransportKind.HTTP);
    }

    /**
     * Begins to receive events; the ports are open already.
     *
     * @throws IllegalArgumentException if the settings of the chosen transport cannot be used
     */
    public void start() {
        TransportKind kind = kind();
        boolean isOverHttp = isOverHttp();
        if (kind == TransportKind.HTTP && !isOverHttp) {
            throw new IllegalArgumentException("sli-provider.events.over-http is false, but the transport is http: no"
                    + " event could come; leave it out, or choose another sli-provider.events.transport");
        }
        Optional<Transport> transport =
                all.stream().filter(candidate -> candidate.kind() == kind).findFirst();
        heads.guard();
        transport.ifPresent(Transport::start);
        chosen = transport;
    }

    /** The process shuts down: no more events are received. */
    public void stopIntake() {
        chosen.ifPresent(Transport::stopIntake);
    }

    /** See {@link Transport#close}. */
    public void close() {
        chosen.ifPresent(Transport::close);
    }

    /** @return the source of the events, as a phrase; empty if events arrive over HTTP only */
    public Optional<String> describe() {
        return chosen.map(Transport::describe);
    }

    /** @return why no events can arrive; empty if they can */
    Optional<String> trouble() {
        return chosen.flatMap(Transport::trouble);
    }

    /** @return see {@link Transport#send} */
    Uni<Void> send(KeptnEvent answer) {
        return chosen.map(transport -> transport.send(answer))
                .orElseGet(() -> Uni.createFrom().failure(new IllegalStateException("no transport is started")));
    }
}
