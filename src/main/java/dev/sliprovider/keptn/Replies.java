package dev.sliprovider.keptn;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Creates the answers to one {@code triggered} event of any task (contract §0.1, §1.3). They repeat bounded parts of the
 * event, and have at most 64 KB.
 */
public final class Replies {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Maximum bytes of an answer: a distributor accepts events of 64 KB (contract §5.3). */
    private static final int EVENT_LENGTH = 62_000;
    /** Bytes of the envelope besides the repeated attributes. */
    private static final int ENVELOPE_LENGTH = 600;
    /** Bytes of a label besides its texts. */
    private static final int LABEL_LENGTH = 6;

    private static final int LABELS_LENGTH = 8_192;
    private static final String LABELS_LEFT_OUT =
            "The labels are left out of this answer: together they are longer than 8 KB.";
    private static final String DATA_LEFT_OUT =
            "The data of the task is left out of this answer: the event would be longer than 64 KB.";
    private static final int SCOPE_LENGTH = 500;

    private final KeptnEvent triggered;
    private final URI source;
    private final EventScope scope;

    /**
     * @param triggered the event that is answered
     * @param source of the answers
     */
    public Replies(KeptnEvent triggered, URI source) {
        this.triggered = triggered;
        this.source = source;
        this.scope = EventScope.of(triggered.data());
    }

    /** @return the {@code started} event */
    public KeptnEvent started() {
        return reply(triggered.type().started(), scope());
    }

    /**
     * @param message what the task does now, a sentence
     * @return a {@code status.changed} event (contract §1.3)
     */
    public KeptnEvent statusChanged(String message) {
        ObjectNode data = scope();
        data.put("message", JsonText.shortened(message, TaskResult.MESSAGE_LENGTH));
        return reply(triggered.type().statusChanged(), data);
    }

    /** @return the {@code finished} event, whose data has a member named after the task */
    public KeptnEvent finished(TaskResult result) {
        ObjectNode data = scope();
        data.put("status", result.status().wireName());
        data.put("result", result.result().wireName());
        String message = labelsFit() ? result.message() : with(result.message(), LABELS_LEFT_OUT);
        if (!message.isEmpty()) {
            data.put("message", message);
        }
        String task = triggered.type().task();
        int room = EVENT_LENGTH - ENVELOPE_LENGTH - echoed() - JsonText.length(data.toString()) - task.length();
        result.data()
                .within(room)
                .ifPresentOrElse(own -> data.set(task, own), () -> noteMissingData(result, data, message));
        return reply(triggered.type().finished(), data);
    }

    /** An errored task has no data that could be missing. */
    private static void noteMissingData(TaskResult result, ObjectNode data, String message) {
        if (result.status() == Status.SUCCEEDED) {
            data.put("message", with(message, DATA_LEFT_OUT));
        }
    }

    private static String with(String message, String remark) {
        int room = TaskResult.MESSAGE_LENGTH - remark.length() - 1;
        return (JsonText.shortened(message, room) + " " + remark).strip();
    }

    private int echoed() {
        return JsonText.length(triggered.id())
                + triggered.shkeptncontext().map(JsonText::length).orElse(0)
                + triggered.gitcommitid().map(JsonText::length).orElse(0)
                + JsonText.length(source.toString());
    }

    private ObjectNode scope() {
        ObjectNode data = JSON.objectNode();
        data.put("project", JsonText.shortened(scope.project(), SCOPE_LENGTH));
        data.put("stage", JsonText.shortened(scope.stage(), SCOPE_LENGTH));
        data.put("service", JsonText.shortened(scope.service(), SCOPE_LENGTH));
        if (!scope.labels().isEmpty() && labelsFit()) {
            ObjectNode labels = data.putObject("labels");
            scope.labels().forEach(labels::put);
        }
        return data;
    }

    /** Either all labels are repeated or none, because a part of them would be misleading. */
    private boolean labelsFit() {
        return scope.labels().entrySet().stream().mapToInt(Replies::length).sum() <= LABELS_LENGTH;
    }

    private static int length(Map.Entry<String, String> label) {
        return LABEL_LENGTH + JsonText.length(label.getKey()) + JsonText.length(label.getValue());
    }

    private KeptnEvent reply(EventType type, ObjectNode data) {
        return new KeptnEvent(
                UUID.randomUUID().toString(),
                type,
                source,
                Optional.of(Instant.now().truncatedTo(ChronoUnit.MILLIS)),
                triggered.shkeptncontext(),
                Optional.of(triggered.id()),
                triggered.gitcommitid(),
                data);
    }
}
