package dev.sliprovider.transport;

import dev.sliprovider.keptn.KeptnEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.connector.InboundConnector;
import io.smallrye.reactive.messaging.connector.OutboundConnector;
import io.smallrye.reactive.messaging.providers.helpers.MultiUtils;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/**
 * Joins the channels to the chosen transport, at run time: what is chosen may depend on the environment. Both channels
 * are silent until a transport is started, as in commands that take no events.
 */
@ApplicationScoped
@Connector("keptn")
class KeptnConnector implements InboundConnector, OutboundConnector {

    private final Inbox inbox;
    private final Instance<Transports> transports;
    private final EventsConfig config;

    /** @param transports are made later: what is wrong with their settings is told by whoever starts them */
    KeptnConnector(Inbox inbox, Instance<Transports> transports, EventsConfig config) {
        this.inbox = inbox;
        this.transports = transports;
        this.config = config;
    }

    @Override
    public Flow.Publisher<? extends Message<?>> getPublisher(Config channel) {
        return inbox.messages();
    }

    @Override
    public Flow.Subscriber<? extends Message<?>> getSubscriber(Config channel) {
        return MultiUtils.via(
                answers -> answers.onItem().transformToUni(this::send).merge(Math.max(1, config.maxInFlight())));
    }

    /** A slow answer does not hold up those of other events. */
    private Uni<Void> send(Message<?> message) {
        return transports
                .get()
                .send((KeptnEvent) message.getPayload())
                .onItemOrFailure()
                .transformToUni((sent, failure) -> Uni.createFrom()
                        .completionStage(() -> failure == null ? message.ack() : message.nack(failure)));
    }
}
