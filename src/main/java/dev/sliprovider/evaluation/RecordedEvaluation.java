package dev.sliprovider.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.slo.Evaluation;
import dev.sliprovider.slo.Evaluation.Details;
import dev.sliprovider.slo.ObjectiveResult;
import dev.sliprovider.slo.SliValue;
import dev.sliprovider.slo.Target;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The data of evaluation.finished read back: the reverse of {@link EvaluationFinishedData}. Stricter than Lighthouse,
 * which reads only what it compares with: an unknown verdict is refused.
 *
 * @param scope that was evaluated
 * @param evaluation its result
 * @param slo text of slo.yaml; empty if the event has none
 */
public record RecordedEvaluation(Scope scope, Evaluation evaluation, String slo) {

    /** @throws UndecodableException if a member has a wrong type or an unknown word */
    public static RecordedEvaluation decode(JsonNode data) throws UndecodableException {
        GoJsonObject members = GoJsonObject.of(data, "data");
        GoJsonObject inner = members.read("evaluation", GoJsonObject::of)
                .orElseThrow(() -> new UndecodableException("data.evaluation is missing"));
        String slo = slo(inner);
        var evaluation = new Evaluation(
                word(Evaluation.Status.class, members, "data", "status"),
                word(Evaluation.Result.class, members, "data", "result"),
                members.text("message"),
                members.texts("labels"),
                details(inner, slo));
        return new RecordedEvaluation(scope(members), evaluation, slo);
    }

    private static Scope scope(GoJsonObject members) throws UndecodableException {
        try {
            return new Scope(members.text("project"), members.text("stage"), members.text("service"));
        } catch (IllegalArgumentException e) {
            throw new UndecodableException("data: " + e.getMessage());
        }
    }

    private static String slo(GoJsonObject inner) throws UndecodableException {
        try {
            byte[] text = Base64.getDecoder().decode(inner.text("sloFileContent"));
            return new String(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new UndecodableException("data.evaluation.sloFileContent is not Base64");
        }
    }

    private static Details details(GoJsonObject inner, String slo) throws UndecodableException {
        return new Details(
                inner.text("timeStart"),
                inner.text("timeEnd"),
                word(Evaluation.Result.class, inner, "data.evaluation", "result"),
                inner.number("score"),
                present(inner.list("indicatorResults", RecordedEvaluation::result)),
                present(inner.list("comparedEvents", GoJsonObject::asText)).orElse(List.of()),
                !slo.isEmpty());
    }

    private static <T> Optional<List<T>> present(Optional<List<Optional<T>>> list) {
        return list.map(items -> items.stream().flatMap(Optional::stream).toList());
    }

    private static ObjectiveResult result(JsonNode node, String path) throws UndecodableException {
        GoJsonObject members = GoJsonObject.of(node, path);
        Optional<SliValue> value = members.read("value", GetSliFinishedData::value);
        return new ObjectiveResult(
                members.number("score"),
                value,
                members.text("displayName"),
                present(members.list("passTargets", RecordedEvaluation::target)),
                present(members.list("warningTargets", RecordedEvaluation::target)),
                members.bool("keySli"),
                word(ObjectiveResult.Status.class, members, path, "status"));
    }

    private static Target target(JsonNode node, String path) throws UndecodableException {
        GoJsonObject members = GoJsonObject.of(node, path);
        return new Target(members.text("criteria"), members.number("targetValue"), members.bool("violated"));
    }

    private static <E extends Enum<E>> E word(Class<E> words, GoJsonObject members, String path, String name)
            throws UndecodableException {
        String text = members.text(name);
        for (E word : words.getEnumConstants()) {
            if (text.equals(word.name().toLowerCase(Locale.ROOT))) {
                return word;
            }
        }
        throw new UndecodableException(path + "." + name + " is \"" + text + "\"; it must be one of "
                + Arrays.toString(words.getEnumConstants()).toLowerCase(Locale.ROOT));
    }
}
