package dev.sliprovider.transport;

import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.KeptnEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Posts answers to one address, again and again if need be. */
final class Sink {

    private static final Logger LOG = Logger.getLogger(Sink.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration STARTED_TIMEOUT = Duration.ofSeconds(1);

    private final EventsConfig config;
    private final MeterRegistry metrics;
    private final URI address;
    private final SinkApi api;

    Sink(URI address, EventsConfig config, MeterRegistry metrics) {
        this.config = config;
        this.metrics = metrics;
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
        byte[] json = EventFormat.write(answer);
        Uni<Void> once = api.post(json).map(Sink::accepted).replaceWithVoid();
        return (isFinished ? patiently(once) : hastily(once)).onFailure().recoverWithItem(failure -> {
            metrics.counter("sli.answers.unsent").increment();
            LOG.errorf(
                    "%s cannot be sent to %s (%s); check sli-provider.events.sink. The event: %s",
                    answer.type(), this, failure.getMessage(), new String(json, StandardCharsets.UTF_8));
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

    /** The address for people, without credentials. */
    @Override
    public String toString() {
        String text = address.toString();
        return address.getRawUserInfo() == null ? text : text.replace(address.getRawUserInfo() + "@", "");
    }
}
