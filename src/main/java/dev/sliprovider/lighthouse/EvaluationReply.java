package dev.sliprovider.lighthouse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.keptn.JsonText;
import dev.sliprovider.keptn.Result;
import dev.sliprovider.keptn.Status;
import dev.sliprovider.keptn.TaskResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The data of {@code evaluation.finished} (contract §10.8) as the result of a task, within the size limit of events. */
final class EvaluationReply {

    private static final int SHORT_MESSAGE = 200;
    /** Bytes. */
    private static final int ESCAPE = 6;

    private EvaluationReply() {}

    /** @param data with status, result, message and the member {@code evaluation} */
    static TaskResult of(ObjectNode data) {
        JsonNode evaluation = data.path("evaluation");
        return new TaskResult(
                Arrays.stream(Status.values())
                        .filter(status ->
                                status.wireName().equals(data.path("status").asText()))
                        .findFirst()
                        .orElseThrow(),
                Arrays.stream(Result.values())
                        .filter(result ->
                                result.wireName().equals(data.path("result").asText()))
                        .findFirst()
                        .orElseThrow(),
                data.path("message").asText(""),
                room -> within(room, (ObjectNode) evaluation),
                "score " + evaluation.path("score").asText() + ", "
                        + evaluation.path("indicatorResults").size() + " objectives, compared with "
                        + evaluation.path("comparedEvents").size());
    }

    /**
     * Leaves out what is needed least until the rest fits: the circumstances that this program adds, long messages, then
     * the text of slo.yaml. Values, targets and verdicts stay, because later evaluations are compared with them.
     */
    private static Optional<ObjectNode> within(int room, ObjectNode whole) {
        ObjectNode evaluation = whole.deepCopy();
        if (length(evaluation) > room) {
            evaluation.remove("gate");
        }
        if (length(evaluation) > room) {
            shorten(evaluation, SHORT_MESSAGE);
        }
        if (length(evaluation) > room) {
            evaluation.put("sloFileContent", "");
        }
        if (length(evaluation) > room) {
            shorten(evaluation, 0);
        }
        return Optional.of(evaluation).filter(rest -> length(rest) <= room);
    }

    private static void shorten(ObjectNode evaluation, int longest) {
        evaluation.path("indicatorResults").forEach(result -> {
            if (result.path("value") instanceof ObjectNode value && value.has("message")) {
                value.put("message", JsonText.shortened(value.path("message").asText(), longest));
            }
        });
    }

    /** Upper bound: each half of a pair of surrogates may be written as an escape of six bytes. */
    private static int length(ObjectNode evaluation) {
        String text = evaluation.toString();
        long halves =
                text.chars().filter(unit -> Character.isSurrogate((char) unit)).count();
        return text.getBytes(StandardCharsets.UTF_8).length + (int) halves * ESCAPE;
    }
}
