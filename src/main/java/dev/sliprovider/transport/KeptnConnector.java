package dev.sliprovider.transport;

import dev.sliprovider.keptn.KeptnEvent;
import io.smallrye.mutiny.Uni;
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
 * Connects the channel of answers to the transport, which is chosen at run time: the choice depends on several settings,
 * and commands that receive no events must not connect to any server.
 */
@ApplicationScoped
@Connector("keptn")
class KeptnConnector implements OutboundConnector {

    private static final Logger LOG = Logger.getLogger(KeptnConnector.class);

    private final Instance<Transports> transports;
    private final Instance<SentAnswerObserver> observers;

    /** @param transports created with the first answer, because {@code serve} reports wrong settings before */
    KeptnConnector(Instance<Transports> transports, @Any Instance<SentAnswerObserver> observers) {
        this.transports = transports;
        this.observers = observers;
    }

    /** Sends answers concurrently without a limit, so that a slow one does not delay the answers to other events. */
    @Override
    public Flow.Subscriber<? extends Message<?>> getSubscriber(Config channel) {
        return MultiUtils.via(answers -> answers.onItem()
                .transformToUni(this::send)
                .merge(Integer.MAX_VALUE)
                .onFailure()
                .invoke(failure -> LOG.error("bug: the channel of answers has ended; restart this process", failure)));
    }

    /** Acknowledges a delivered answer. An answer that cannot be delivered does not end the channel. */
    private Uni<Void> send(Message<?> message) {
        KeptnEvent answer = (KeptnEvent) message.getPayload();
        return Uni.createFrom()
                .deferred(() -> transports.get().send(answer))
                .call(() -> observe(answer))
                .onItemOrFailure()
                .transformToUni((sent, failure) -> Uni.createFrom()
                        .completionStage(() -> failure == null ? message.ack() : message.nack(failure)));
    }

    /** A failure of an observer does not change the delivery of the answer. */
    private Uni<Void> observe(KeptnEvent answer) {
        return Uni.createFrom()
                .item(answer)
                .invoke(sent -> observers.forEach(observer -> observer.sent(sent)))
                .onFailure()
                .invoke(failure -> LOG.error("bug: an observer failed on a delivered answer", failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
