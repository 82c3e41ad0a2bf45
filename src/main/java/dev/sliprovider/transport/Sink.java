package dev.sliprovider.transport;

import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.KeptnEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Posts answers to one address, again and again if need be. */
final class Sink {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration STARTED_TIMEOUT = Duration.ofSeconds(1);

    private final EventsConfig config;
    private final Unsent unsentAnswers;
    private final URI address;
    private final SinkApi api;

    /** @throws IllegalArgumentException if nothing can be posted to the address */
    Sink(URI address, EventsConfig config, MeterRegistry metrics) {
        if (address.getHost() == null || !String.valueOf(address.getScheme()).matches("(?i)https?")) {
            throw new IllegalArgumentException(
                    "sli-provider.events.sink (K_SINK) is not an address to post to; expected"
                            + " http://host:port/path, such as http://localhost:8081/event");
        }
        this.config = config;
        this.unsentAnswers = new Unsent(metrics);
        this.address = address;
        this.api = QuarkusRestClientBuilder.newBuilder()
                .baseUri(address)
                .connectTimeout(config.sinkTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(config.sinkTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .property("microprofile.rest.client.disable.default.mapper", true)
                .build(SinkApi.class);
    }

    /** The sink refuses the event; sending it again is of no use. */
    private static final class Refused extends RuntimeException {
        Refused(int status) {
            super("HTTP " + status);
        }
    }

    /** The sink is not there, or too busy. */
    private static final class Unavailable extends RuntimeException {
        Unavailable(int status) {
            super("HTTP " + status);
        }
    }

    /**
     * Sends one answer. Never fails: what cannot be sent is logged whole, so that nothing is lost without a trace.
     *
     * @param unsent is run if the sink does not take a finished event
     */
    Uni<Void> send(KeptnEvent answer, Runnable unsent) {
        boolean isFinished = answer.type().equals(EventType.GET_SLI_FINISHED);
        Uni<Void> once = Uni.createFrom()
                .deferred(() -> api.post(EventFormat.write(answer)))
                .map(Sink::accepted)
                .replaceWithVoid();
        return (isFinished ? patiently(once) : hastily(once)).onFailure().recoverWithItem(failure -> {
            unsentAnswers.add(
                    answer,
                    "cannot be sent to " + this + " (" + failure.getMessage() + "); check sli-provider.events.sink");
            if (isFinished) {
                unsent.run();
            }
            return null;
        });
    }

    /** Nobody waits for a started event (contract §0.1), and the finished one comes after it. */
    private static Uni<Void> hastily(Uni<Void> once) {
        return once.ifNoItem().after(STARTED_TIMEOUT).fail();
    }

    private Uni<Void> patiently(Uni<Void> once) {
        return config.sinkRetries() == 0
                ? once
                : once.onFailure(failure -> !(failure instanceof Refused))
                        .retry()
                        .withBackOff(config.sinkBackoff(), LONGEST_PAUSE)
                        .atMost(config.sinkRetries());
    }

    private static Response accepted(Response response) {
        int status = response.getStatus();
        response.close();
        if (status >= 200 && status < 300) {
            return response;
        }
        if (status >= 500 || status == 408 || status == 429) {
            throw new Unavailable(status);
        }
        throw new Refused(status);
    }

    /** The address for people: without credentials, and without a query, which may have some. */
    @Override
    public String toString() {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port + address.getPath();
    }
}
