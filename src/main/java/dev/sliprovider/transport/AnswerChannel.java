package dev.sliprovider.transport;

import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.task.AnswerSender;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Sends answers over the channel {@code answers}; {@link KeptnConnector} acknowledges each answer when it is delivered. */
@Singleton
final class AnswerChannel implements AnswerSender {

    private final MutinyEmitter<KeptnEvent> answers;

    /** @param answers unbounded, because {@link Bulkheads} bounds the events in progress, and each has one answer at a time */
    AnswerChannel(
            @Channel("answers") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<KeptnEvent> answers) {
        this.answers = answers;
    }

    /** @return whether answers can be sent; it stays so unless there is a bug */
    boolean isOpen() {
        return !answers.isCancelled();
    }

    @Override
    public Uni<Void> send(KeptnEvent answer) {
        return answers.send(answer);
    }
}
