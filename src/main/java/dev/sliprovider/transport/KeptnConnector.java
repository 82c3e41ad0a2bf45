package dev.sliprovider.transport;

import dev.sliprovider.keptn.KeptnEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.connector.InboundConnector;
import io.smallrye.reactive.messaging.connector.OutboundConnector;
import io.smallrye.reactive.messaging.providers.helpers.MultiUtils;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.jboss.logging.Logger;

/**
 * Joins the channels to the chosen transport, at run time: what is chosen may depend on the environment. Both channels
 * are silent until a transport is started, as in commands that take no events.
 */
@ApplicationScoped
@Connector("keptn")
class KeptnConnector implements InboundConnector, OutboundConnector {

    private static final Logger LOG = Logger.getLogger(KeptnConnector.class);

    private final Inbox inbox;
    private final Instance<Transports> transports;
    private final EventsConfig config;
    private final Instance<AnswerListener> listeners;
    private final ChannelEnd end;

    /** @param transports are made later: what is wrong with their settings is told by whoever starts them */
    KeptnConnector(
            Inbox inbox,
            Instance<Transports> transports,
            EventsConfig config,
            @Any Instance<AnswerListener> listeners,
            ChannelEnd end) {
        this.inbox = inbox;
        this.transports = transports;
        this.config = config;
        this.listeners = listeners;
        this.end = end;
    }

    @Override
    public Flow.Publisher<? extends Message<?>> getPublisher(Config channel) {
        return inbox.messages();
    }

    @Override
    public Flow.Subscriber<? extends Message<?>> getSubscriber(Config channel) {
        return MultiUtils.via(answers -> answers.onItem()
                .transformToUni(this::send)
                .merge(Math.max(1, config.maxInFlight()))
                .onFailure()
                .invoke(end::came));
    }

    /** A slow answer does not hold up those of other events, nor does one end the channel that cannot be sent. */
    private Uni<Void> send(Message<?> message) {
        KeptnEvent answer = (KeptnEvent) message.getPayload();
        return Uni.createFrom()
                .deferred(() -> transports.get().send(answer))
                .call(() -> tell(answer))
                .onItemOrFailure()
                .transformToUni((sent, failure) -> Uni.createFrom()
                        .completionStage(() -> failure == null ? message.ack() : message.nack(failure)));
    }

    /** An answer that is out stays so, whatever its listeners make of it. */
    private Uni<Void> tell(KeptnEvent answer) {
        return Uni.createFrom()
                .item(answer)
                .invoke(sent -> listeners.forEach(listener -> listener.sent(sent)))
                .onFailure()
                .invoke(failure -> LOG.error("bug: a listener failed on an answer that is out", failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
