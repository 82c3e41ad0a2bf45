package dev.sliprovider.transport;

import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.InvalidEventException;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.jboss.logging.Logger;

/** From events that came over a bus to their answers; an event is acknowledged once its last answer is out. */
@ApplicationScoped
class EventChannel {

    private static final Logger LOG = Logger.getLogger(EventChannel.class);

    private final Instance<Answers> answers;
    private final Instance<Intake> intake;
    private final Subscriptions subscriptions;
    private final EventsConfig config;
    private final ChannelEnd end;

    /** @param answers like the intake made with the first event: what is wrong with settings is told by {@code serve} */
    EventChannel(
            Instance<Answers> answers,
            Instance<Intake> intake,
            Subscriptions subscriptions,
            EventsConfig config,
            ChannelEnd end) {
        this.answers = answers;
        this.intake = intake;
        this.subscriptions = subscriptions;
        this.config = config;
        this.end = end;
    }

    /** Works on many events at once; one that takes long holds up no other. */
    @Incoming("triggered")
    @Outgoing("answers")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Multi<Message<KeptnEvent>> answer(Multi<Message<byte[]>> received) {
        return received.onItem()
                .transformToMulti(message -> Multi.createFrom()
                        .deferred(() -> answersTo(message))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                        .onFailure()
                        .recoverWithMulti(failure -> bug(message, failure)))
                .merge(Math.max(1, config.maxInFlight()))
                .onFailure()
                .invoke(end::came);
    }

    private Multi<Message<KeptnEvent>> answersTo(Message<byte[]> message) {
        KeptnEvent event;
        try {
            event = EventFormat.readFromBus(message.getPayload());
        } catch (InvalidEventException e) {
            LOG.warnf(
                    "dropped a message that cannot be answered (%s): %s",
                    EventFormat.outline(message.getPayload()), e.getMessage());
            return end(message);
        }
        if (!subscriptions.include(event)) {
            LOG.debugf("ignored event %s: no subscription is for it", event.id());
            return end(message);
        }
        return switch (intake.get().begin(event.id())) {
            case ADMITTED -> work(event, message);
            case REPEATED -> end(message);
            case UNDER_WAY -> later(message, new IllegalStateException("it is being answered"));
        };
    }

    private Multi<Message<KeptnEvent>> work(KeptnEvent event, Message<byte[]> message) {
        var deadline = message.getMetadata(Deadline.class).orElseGet(() -> Deadline.in(config.deadline()));
        return answers.get()
                .to(event, deadline)
                .onItem()
                .transformToMultiAndConcatenate(EventChannel::outgoing)
                .onCompletion()
                .call(() -> {
                    intake.get().answered(event.id());
                    return Uni.createFrom().completionStage(message::ack);
                })
                .onFailure()
                .recoverWithMulti(failure -> {
                    intake.get().forget(event.id());
                    return later(message, failure);
                });
    }

    /** Ends once the answer is sent, so that the next one is asked for only then. */
    private static Multi<Message<KeptnEvent>> outgoing(KeptnEvent answer) {
        var sent = new CompletableFuture<Void>();
        Message<KeptnEvent> message = Message.of(
                answer,
                () -> {
                    sent.complete(null);
                    return CompletableFuture.completedFuture(null);
                },
                failure -> {
                    sent.completeExceptionally(failure);
                    return CompletableFuture.completedFuture(null);
                });
        return Multi.createFrom().item(message).onCompletion().call(() -> Uni.createFrom()
                .completionStage(sent));
    }

    private static Multi<Message<KeptnEvent>> end(Message<byte[]> message) {
        return nothingAfter(Uni.createFrom().completionStage(message::ack));
    }

    private static Multi<Message<KeptnEvent>> later(Message<byte[]> message, Throwable why) {
        return nothingAfter(Uni.createFrom().completionStage(() -> message.nack(why)));
    }

    private static Multi<Message<KeptnEvent>> nothingAfter(Uni<Void> step) {
        return step.onFailure()
                .invoke(failure -> LOG.error("bug: an event could not be given back to the bus", failure))
                .onFailure()
                .recoverWithNull()
                .onItem()
                .transformToMulti(done -> Multi.createFrom().empty());
    }

    private static Multi<Message<KeptnEvent>> bug(Message<byte[]> message, Throwable failure) {
        LOG.error("bug: an event was not answered", failure);
        return later(message, failure);
    }
}
