package dev.sliprovider.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.slo.PreviousEvaluation;
import dev.sliprovider.slo.SliValue;
import java.util.List;
import java.util.Optional;

/**
 * An evaluation.finished event as it is kept.
 *
 * @param id of the event
 * @param data as stored, of any shape
 * @param isInvalidated whether a user has excluded it from comparisons
 */
public record StoredEvaluation(String id, JsonNode data, boolean isInvalidated) {

    /** An entry of indicatorResults; everything but the value is read only because its type must be right. */
    private record Result(Optional<SliValue> value) {}

    /**
     * Reads what is compared with.
     *
     * @throws UndecodableException if any member that Lighthouse knows has a wrong type (contract §10.3, §10.8)
     */
    public PreviousEvaluation decode() throws UndecodableException {
        GoJsonObject members = GoJsonObject.of(data, "data");
        for (String text : List.of("project", "stage", "service", "status", "result", "message")) {
            members.text(text);
        }
        members.texts("labels");
        List<Optional<Result>> results =
                members.read("evaluation", StoredEvaluation::results).orElse(List.of());
        List<SliValue> values = results.stream()
                .flatMap(Optional::stream)
                .map(Result::value)
                .flatMap(Optional::stream)
                .toList();
        return new PreviousEvaluation(id, values, results.stream().anyMatch(Optional::isEmpty));
    }

    private static List<Optional<Result>> results(JsonNode evaluation, String path) throws UndecodableException {
        GoJsonObject members = GoJsonObject.of(evaluation, path);
        for (String text : List.of("timeStart", "timeEnd", "result", "sloFileContent")) {
            members.text(text);
        }
        members.number("score");
        members.list("comparedEvents", GoJsonObject::asText);
        return members.list("indicatorResults", StoredEvaluation::result).orElse(List.of());
    }

    private static Result result(JsonNode result, String path) throws UndecodableException {
        GoJsonObject members = GoJsonObject.of(result, path);
        members.number("score");
        members.text("displayName");
        members.text("status");
        members.bool("keySli");
        members.list("passTargets", StoredEvaluation::checkTarget);
        members.list("warningTargets", StoredEvaluation::checkTarget);
        return new Result(members.read("value", GetSliFinishedData::value));
    }

    private static boolean checkTarget(JsonNode target, String path) throws UndecodableException {
        GoJsonObject members = GoJsonObject.of(target, path);
        members.text("criteria");
        members.number("targetValue");
        return members.bool("violated");
    }
}
