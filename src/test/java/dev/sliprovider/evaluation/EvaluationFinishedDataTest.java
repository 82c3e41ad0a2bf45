package dev.sliprovider.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.slo.Comparison;
import dev.sliprovider.slo.CriteriaGroup;
import dev.sliprovider.slo.Evaluation;
import dev.sliprovider.slo.Objective;
import dev.sliprovider.slo.Places;
import dev.sliprovider.slo.PreviousEvaluation;
import dev.sliprovider.slo.ProviderAnswer;
import dev.sliprovider.slo.QualityGate;
import dev.sliprovider.slo.SliValue;
import dev.sliprovider.slo.SloConfig;
import dev.sliprovider.slo.SloFile;
import dev.sliprovider.slo.TotalScore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From get-sli.finished to evaluation.finished: contract §1.5 and §10.8. */
class EvaluationFinishedDataTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Scope SCOPE = new Scope("shop", "qa", "cart");

    private static ProviderAnswer answer(String getSli) throws JsonProcessingException, UndecodableException {
        return GetSliFinishedData.decode(JSON.readTree("""
                {"project":"shop","stage":"qa","service":"cart","labels":{"build":"7"},"status":"succeeded",
                 "result":"pass","get-sli":%s}
                """.formatted(getSli)));
    }

    @Test
    void an_evaluation_is_written_as_lighthouse_writes_it() throws JsonProcessingException, UndecodableException {
        ProviderAnswer answer = answer("""
                {"start":"2026-01-01T00:00:00Z","end":"2026-01-01T00:10:00Z","indicatorValues":[
                  {"metric":"m","value":5.50,"success":true},{"metric":"n","success":false,"message":"no data"}]}
                """);
        var config = new SloConfig(
                Map.of(),
                Comparison.STANDARD,
                List.of(objective("m", "<=+10%"), objective("n", "<1")),
                new TotalScore("50", "", Places.NONE));
        Evaluation evaluation = QualityGate.evaluate(
                answer,
                new SloFile.Readable(config),
                comparison -> List.of(PreviousEvaluation.of("e1", SliValue.of("m", 5))));
        assertThat(JSON.readTree(EvaluationFinishedData.encode(SCOPE, evaluation, "a: ü\n")
                        .toString()))
                .isEqualTo(JSON.readTree("""
                                {"project":"shop","stage":"qa","service":"cart","labels":{"build":"7"},"status":"succeeded",
                                 "result":"pass","evaluation":{"timeStart":"2026-01-01T00:00:00Z","timeEnd":"2026-01-01T00:10:00Z",
                                 "result":"pass","score":50,"sloFileContent":"YTogw7wK","indicatorResults":[
                                 {"score":1,"value":{"metric":"m","value":5.5,"comparedValue":5,"success":true},"displayName":"",
                                  "passTargets":[{"criteria":"<=+10%","targetValue":5.5,"violated":false}],"warningTargets":null,
                                  "keySli":false,"status":"pass"},
                                 {"score":0,"value":{"metric":"n","value":0,"comparedValue":0,"success":false,"message":"no data"},
                                  "displayName":"","passTargets":[{"criteria":"<1","targetValue":1,"violated":true}],
                                  "warningTargets":[],"keySli":false,"status":"fail"}],"comparedEvents":["e1"]}}
                                """));
    }

    private static Objective objective(String sli, String criterion) {
        return new Objective(sli, "", List.of(CriteriaGroup.of(criterion)), List.of(), 1, false, Places.NONE);
    }

    @Test
    void without_values_there_are_none() throws JsonProcessingException, UndecodableException {
        assertThat(answer("null").values()).isEmpty();
        assertThat(answer("{}").values()).isEmpty();
        assertThat(answer("{\"indicatorValues\":[null]}").values())
                .singleElement()
                .satisfies(value -> assertThat(value).isEmpty());
    }

    @Test
    void what_cannot_be_decoded_keeps_its_labels() throws JsonProcessingException {
        assertThatThrownBy(() -> answer("{\"indicatorValues\":[{\"value\":1e400}]}"))
                .isInstanceOf(UndecodableException.class)
                .hasMessage(
                        "data.get-sli.indicatorValues[0].value is a number; it must be a number that a double can hold");
        assertThat(GetSliFinishedData.readableLabels(JSON.readTree("{\"labels\":{\"a\":\"b\"},\"status\":1}")))
                .isEqualTo(Map.of("a", "b"));
        assertThat(GetSliFinishedData.readableLabels(JSON.readTree("[]"))).isEmpty();
        assertThat(QualityGate.unreadableAnswer(Map.of(), "why").message())
                .isEqualTo("Could not parse event payload: why");
    }
}
