package dev.sliprovider.lighthouse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.keptn.JsonText;
import dev.sliprovider.keptn.Result;
import dev.sliprovider.keptn.Status;
import dev.sliprovider.keptn.TaskResult;
import java.util.Arrays;
import java.util.Optional;

/** The data of {@code evaluation.finished} (contract §10.8) as the result of a task, within the size limit of events. */
final class EvaluationReply {

    private static final int SHORT_MESSAGE = 200;

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
        if (fits(room, evaluation)) {
            return Optional.of(evaluation);
        }
        evaluation.remove("gate");
        if (!fits(room, evaluation)) {
            evaluation.path("indicatorResults").forEach(result -> shorten(result.path("value")));
        }
        if (!fits(room, evaluation)) {
            evaluation.put("sloFileContent", "");
        }
        return Optional.of(evaluation).filter(rest -> fits(room, rest));
    }

    private static void shorten(JsonNode value) {
        if (value instanceof ObjectNode object && object.has("message")) {
            object.put("message", JsonText.shortened(object.path("message").asText(), SHORT_MESSAGE));
        }
    }

    private static boolean fits(int room, ObjectNode evaluation) {
        return JsonText.length(evaluation.toString()) <= room;
    }
}
