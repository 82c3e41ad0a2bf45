package dev.sliprovider.sli;

import static dev.sliprovider.sli.ExampleTask.promql;
import static dev.sliprovider.sli.ExampleTask.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliConfigTest {

    private static final SliConfig BUILT_IN = level("b=builtin b2=builtin2");

    /** Levels are written {@code name=query}; {@code name=} takes back. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            '',          '',      '',         b=builtin b2=builtin2
            a=1,         '',      '',         b=builtin b2=builtin2 a=1
            a=1,         a=2,     '',         b=builtin b2=builtin2 a=2
            a=1,         a=2,     a=3,        b=builtin b2=builtin2 a=3
            a=1,         '',      a=3,        b=builtin b2=builtin2 a=3
            a=1,         c=2,     d=3,        b=builtin b2=builtin2 a=1 c=2 d=3
            b=1,         '',      '',         b=1 b2=builtin2
            b=1,         b=,      '',         b=builtin b2=builtin2
            a=1,         a=,      '',         b=builtin b2=builtin2
            a=1,         a=,      a=3,        b=builtin b2=builtin2 a=3
            a=,          a=2,     '',         b=builtin b2=builtin2 a=2
            b=,          '',      '',         b=builtin b2=builtin2
            a=1 c=1,     a=2,     c=,         b=builtin b2=builtin2 a=2
            """)
    void a_narrower_level_overrides_and_takes_back(String project, String stage, String service, String merged) {
        SliConfig config = SliConfig.merge(BUILT_IN, List.of(level(project), level(stage), level(service)));
        assertThat(written(config)).isEqualTo(merged);
    }

    @Test
    void levels_without_anything_leave_the_built_in_indicators() {
        assertThat(SliConfig.merge(BUILT_IN, List.of())).isEqualTo(BUILT_IN);
        assertThat(SliConfig.merge(BUILT_IN, List.of(SliConfig.EMPTY, SliConfig.EMPTY)))
                .isEqualTo(BUILT_IN);
    }

    @Test
    void merging_step_by_step_is_merging_at_once() {
        SliConfig project = level("a=1 b=1 c=1");
        SliConfig stage = level("a=2 d=2");
        SliConfig service = level("b=3 d=3 e=3");
        SliConfig stepwise = SliConfig.merge(
                SliConfig.merge(SliConfig.merge(BUILT_IN, List.of(project)), List.of(stage)), List.of(service));
        assertThat(SliConfig.merge(BUILT_IN, List.of(project, stage, service))).isEqualTo(stepwise);
    }

    @Test
    void a_character_that_nobody_sees_in_a_name_is_named() {
        assertThat(rejection(level("a\u200Bb=1").plan(task("ab")).getFirst()).toString())
                .contains("did you mean a<U+200B>b?", "Defined: a<U+200B>b.");
        assertThat(rejection(level("ab=1").plan(task("a\u200Bb")).getFirst()).toString())
                .contains("its name has the invisible character U+200B, a<U+200B>b; did you mean ab?");
    }

    @Test
    void each_indicator_is_planned_once_in_the_order_of_the_request() {
        List<PlannedQuery> plan = level("a=1 b=2").plan(task("b", "a", "b", "", "b"));
        assertThat(plan).extracting(PlannedQuery::indicator).containsExactly("b", "a", "");
        assertThat(plan.stream().map(ExampleTask::promql)).containsExactly("2", "1", "rejected: UNKNOWN_INDICATOR");
    }

    @Test
    void one_indicator_that_cannot_be_planned_leaves_the_others() {
        List<PlannedQuery> plan = level("a=$NOBODY b=2").plan(task("a", "b"));
        assertThat(plan.stream().map(ExampleTask::promql)).containsExactly("rejected: UNRESOLVED_PLACEHOLDER", "2");
    }

    @Test
    void an_unknown_indicator_is_told_with_the_nearest_name_and_all_there_are() {
        var why = rejection(
                level("checkout_p95=1 errors=2").plan(task("checkout_p59")).getFirst());
        assertThat(why.cause()).contains("did you mean checkout_p95?", "Defined: checkout_p95, errors.");
    }

    @Test
    void of_many_unknown_indicators_the_first_are_told_what_may_have_been_meant() {
        String[] unknown = IntStream.range(0, 21).mapToObj(i -> "eror" + i).toArray(String[]::new);

        List<PlannedQuery> plan = level("error1=1").plan(task(unknown));

        assertThat(plan).hasSize(21);
        assertThat(rejection(plan.get(19)).cause()).contains("did you mean error1?", "Defined: error1.");
        assertThat(rejection(plan.get(20)).cause())
                .doesNotContain("did you mean")
                .contains("Defined: error1.");
    }

    @Test
    void an_objective_without_a_name_is_explained() {
        var why = rejection(level("a=1").plan(task("")).getFirst());
        assertThat(why.message())
                .startsWith("(indicator without a name): an objective in slo.yaml has no \"sli\"")
                .doesNotContain("did you mean");
    }

    @Test
    void names_are_told_apart_by_case() {
        assertThat(promql(level("a=1").plan(task("A")).getFirst())).isEqualTo("rejected: UNKNOWN_INDICATOR");
    }

    private static SliConfig level(String text) {
        var queries = new LinkedHashMap<String, IndicatorQuery>();
        var unset = new LinkedHashSet<String>();
        for (String entry : text.isBlank() ? new String[0] : text.split(" ")) {
            String[] parts = entry.split("=", 2);
            if (parts[1].isEmpty()) {
                unset.add(parts[0]);
            } else {
                queries.put(parts[0], new QueryTemplate(parts[1]));
            }
        }
        return new SliConfig(queries, Set.copyOf(unset));
    }

    private static String written(SliConfig config) {
        assertThat(config.unset()).isEmpty();
        return String.join(
                " ",
                config.queries().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + ((QueryTemplate) entry.getValue()).text())
                        .toList());
    }

    private static SliTask task(String... indicators) {
        return new SliTask(
                ExampleTask.SCOPE,
                "primary",
                ExampleTask.WINDOW,
                List.of(indicators),
                List.of(),
                Map.of(),
                Optional.empty());
    }
}
