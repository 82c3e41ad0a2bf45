package dev.sliprovider.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sliprovider.slo.Comparison;
import dev.sliprovider.slo.Places;
import dev.sliprovider.slo.PreviousEvaluation;
import dev.sliprovider.slo.SliValue;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading stored evaluations and choosing among them: contract §10.3, §10.8, §10.11. */
class StoredEvaluationTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String SCOPE = "\"project\":\"shop\",\"stage\":\"qa\",\"service\":\"cart\"";

    private static StoredEvaluation stored(String id, String data) {
        try {
            return new StoredEvaluation(id, JSON.readTree(data), false);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static StoredEvaluation result(String id, String result) {
        return stored(id, "{" + SCOPE + ",\"result\":\"" + result + "\"}");
    }

    private static List<String> selected(Comparison comparison, StoredEvaluation... newestFirst) {
        return new HistorySelection("shop", "qa", "cart")
                .select(comparison, List.of(newestFirst)).stream()
                        .map(PreviousEvaluation::id)
                        .toList();
    }

    private static Comparison several(int number, String include) {
        return new Comparison("several_results", include, number, "avg", Places.NONE);
    }

    @Test
    void values_are_read_and_null_values_left_out() throws UndecodableException {
        StoredEvaluation stored = stored("e", """
                {"evaluation":{"score":50,"indicatorResults":[
                  {"value":{"metric":"a","value":1.5,"success":true,"query":"up"}},
                  {"value":null}, {"value":{"metric":"b","success":false,"message":"no data"}}]},"more":{"x":[1]}}
                """);
        assertThat(stored.decode())
                .isEqualTo(
                        PreviousEvaluation.of("e", SliValue.of("a", 1.5), new SliValue("b", 0, 0, false, "no data")));
    }

    @Test
    void a_null_result_is_told() throws UndecodableException {
        assertThat(stored("e", "{\"evaluation\":{\"indicatorResults\":[null]}}")
                        .decode()
                        .hasNullResult())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"evaluation\":null}",
                "{\"labels\":{\"a\":null},\"evaluation\":{\"score\":null,\"indicatorResults\":null,\"comparedEvents\":[null]}}",
                "{\"evaluation\":{\"indicatorResults\":[{\"passTargets\":[null],\"keySli\":null,\"value\":{\"success\":null}}]}}",
            })
    void null_is_always_fine(String data) throws UndecodableException {
        assertThat(stored("e", data).decode().values()).hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    []                                                           | data is a list; it must be an object
                    {"message":3}                                                | data.message is a number; it must be a text
                    {"labels":{"a":1}}                                           | data.labels.a is a number; it must be a text
                    {"evaluation":"x"}                                           | data.evaluation is a text; it must be an object
                    {"evaluation":{"score":"80"}}                                | data.evaluation.score is a text; it must be a number
                    {"evaluation":{"score":1e400}}                               | data.evaluation.score is a number; it must be a number that a double can hold
                    {"evaluation":{"result":1}}                                  | data.evaluation.result is a number; it must be a text
                    {"evaluation":{"comparedEvents":[1]}}                        | data.evaluation.comparedEvents[0] is a number
                    {"evaluation":{"indicatorResults":{}}}                       | data.evaluation.indicatorResults is an object; it must be a list
                    {"evaluation":{"indicatorResults":[1]}}                      | data.evaluation.indicatorResults[0] is a number
                    {"evaluation":{"indicatorResults":[{"keySli":1}]}}           | data.evaluation.indicatorResults[0].keySli is a number; it must be true or false
                    {"evaluation":{"indicatorResults":[{"displayName":1}]}}      | data.evaluation.indicatorResults[0].displayName
                    {"evaluation":{"indicatorResults":[{"value":{"Metric":1}}]}} | data.evaluation.indicatorResults[0].value.metric
                    {"evaluation":{"indicatorResults":[{"value":[]}]}}           | data.evaluation.indicatorResults[0].value is a list
                    {"evaluation":{"indicatorResults":[{"passTargets":[{"targetValue":"1"}]}]}} | data.evaluation.indicatorResults[0].passTargets[0].targetValue
                    """)
    void a_wrong_type_anywhere_makes_it_undecodable(String data, String message) {
        assertThatThrownBy(stored("e", data)::decode)
                .isInstanceOf(UndecodableException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void as_many_as_wanted_are_taken_newest_first() {
        StoredEvaluation[] ten =
                IntStream.range(0, 10).mapToObj(i -> result("e" + i, "fail")).toArray(StoredEvaluation[]::new);
        assertThat(selected(Comparison.STANDARD, ten)).containsExactly("e0");
        assertThat(selected(several(4, "all"), ten)).containsExactly("e0", "e1", "e2", "e3");
    }

    @Test
    void only_wanted_results_count() {
        StoredEvaluation[] mixed = {
            result("f", "fail"), result("w", "warning"), stored("n", "{" + SCOPE + "}"), result("p", "pass")
        };
        assertThat(selected(several(9, "pass"), mixed)).containsExactly("p");
        assertThat(selected(several(9, "pass_or_warn"), mixed)).containsExactly("w", "p");
        assertThat(selected(several(9, "any"), mixed)).containsExactly("f", "w", "n", "p");
    }

    @Test
    void other_services_and_invalidated_ones_do_not_count() {
        StoredEvaluation own = result("own", "pass");
        assertThat(selected(
                        several(9, "all"),
                        new StoredEvaluation("invalid", own.data(), true),
                        stored("other", "{\"project\":\"shop\",\"stage\":\"qa\",\"service\":\"Cart\"}"),
                        stored("none", "[]"),
                        own))
                .containsExactly("own");
    }

    @Test
    void what_cannot_be_decoded_takes_a_place() {
        assertThat(selected(
                        several(2, "all"),
                        stored("bad", "{" + SCOPE + ",\"message\":3}"),
                        result("a", "pass"),
                        result("b", "pass")))
                .containsExactly("a");
    }
}
