package dev.sliprovider.transport;

import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.task.AnswerSender;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Collects the answers to one event, which become the HTTP response. */
final class ResponseCollector implements AnswerSender, EventGate.Receipt {

    /** Several events in one body (CloudEvents HTTP protocol binding 1.0, 3.3). */
    private static final String BATCH = "application/cloudevents-batch+json";

    private static final int OK = 200;

    private final List<KeptnEvent> finished = new CopyOnWriteArrayList<>();
    private final CompletableFuture<List<KeptnEvent>> end = new CompletableFuture<>();

    /** @return the finished events, one of each task that the event is for */
    Uni<List<KeptnEvent>> finished() {
        return Uni.createFrom().emitter(emitter -> end.thenAccept(emitter::complete));
    }

    /**
     * @param applied the time that the client wants to wait, bounded by the deadline
     * @return the finished event; a batch if several tasks have answered; HTTP 202 if only listeners heard the event
     */
    Uni<EventResponse> response(Optional<Duration> applied) {
        return finished().map(answers -> applied.map(
                        time -> body(answers).with("Preference-Applied", "wait=" + time.toSeconds()))
                .orElseGet(() -> body(answers)));
    }

    private static EventResponse body(List<KeptnEvent> answers) {
        return switch (answers.size()) {
            case 0 -> EventResponse.accepted();
            case 1 -> EventResponse.of(OK, EventFormat.MEDIA_TYPE, EventFormat.write(answers.getFirst()));
            default -> EventResponse.of(OK, BATCH, batch(answers).getBytes(StandardCharsets.UTF_8));
        };
    }

    private static String batch(List<KeptnEvent> answers) {
        return answers.stream()
                .map(answer -> new String(EventFormat.write(answer), StandardCharsets.UTF_8))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** A response contains finished events only. */
    @Override
    public Uni<Void> send(KeptnEvent answer) {
        if (answer.type().isFinished()) {
            finished.add(answer);
        }
        return Uni.createFrom().voidItem();
    }

    @Override
    public void answered() {
        end.complete(List.copyOf(finished));
    }

    /** A listener failed; listeners have no answers. */
    @Override
    public void unanswered() {
        answered();
    }
}
