package dev.sliprovider.sli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SliConfigPropertiesTest {

    private static final List<String> NAMES = List.of("a", "b", "c", "p95", "throughput", "");
    private static final IndicatorQuery TAKEN_BACK = new QueryTemplate("taken back");

    @Property
    void the_narrowest_level_that_mentions_an_indicator_decides(
            @ForAll("level") SliConfig builtIn, @ForAll("levels") List<SliConfig> levels) {
        Map<String, IndicatorQuery> expected = new HashMap<>();
        for (String name : NAMES) {
            IndicatorQuery decided = null;
            for (SliConfig level : levels.reversed()) {
                if (decided == null && level.queries().containsKey(name)) {
                    decided = level.queries().get(name);
                } else if (decided == null && level.unset().contains(name)) {
                    decided = TAKEN_BACK;
                }
            }
            IndicatorQuery query =
                    decided == null || decided == TAKEN_BACK ? builtIn.queries().get(name) : decided;
            if (query != null) {
                expected.put(name, query);
            }
        }
        assertThat(SliConfig.merge(builtIn, levels).queries()).isEqualTo(expected);
    }

    @Property
    void a_level_without_indicators_changes_nothing(
            @ForAll("level") SliConfig builtIn, @ForAll("levels") List<SliConfig> levels) {
        var withEmpty = new ArrayList<>(levels);
        withEmpty.add(levels.size() / 2, SliConfig.EMPTY);
        assertThat(SliConfig.merge(builtIn, withEmpty)).isEqualTo(SliConfig.merge(builtIn, levels));
    }

    @Property
    void a_level_said_twice_is_said_once(@ForAll("level") SliConfig builtIn, @ForAll("level") SliConfig level) {
        assertThat(SliConfig.merge(builtIn, List.of(level, level))).isEqualTo(SliConfig.merge(builtIn, List.of(level)));
    }

    @Property
    void nothing_is_taken_back_from_what_is_built_in(
            @ForAll("level") SliConfig builtIn, @ForAll("level") SliConfig level) {
        assertThat(SliConfig.merge(builtIn, List.of(level)).queries().keySet())
                .containsAll(builtIn.queries().keySet());
    }

    @Property
    void each_different_indicator_is_planned_once_and_in_order(
            @ForAll("level") SliConfig config, @ForAll("indicators") List<String> indicators) {
        List<PlannedQuery> planned = config.plan(ExampleTask.plain().withIndicators(indicators));
        assertThat(planned.stream().map(PlannedQuery::indicator))
                .containsExactlyElementsOf(indicators.stream().distinct().toList());
    }

    @Property
    void what_is_not_defined_is_rejected_and_what_is_defined_is_asked(
            @ForAll("level") SliConfig config, @ForAll("indicators") List<String> indicators) {
        config.plan(ExampleTask.plain().withIndicators(indicators)).forEach(planned -> {
            boolean defined = config.queries().containsKey(planned.indicator());
            assertThat(planned).isInstanceOf(defined ? PlannedQuery.Ready.class : PlannedQuery.Rejected.class);
        });
    }

    @Provide
    static Arbitrary<List<String>> indicators() {
        return Arbitraries.of(NAMES).list().ofMaxSize(12);
    }

    @Provide
    static Arbitrary<List<SliConfig>> levels() {
        return level().list().ofMaxSize(4);
    }

    /** As a file can say it: a name is defined, taken back, or not mentioned. */
    @Provide
    static Arbitrary<SliConfig> level() {
        Arbitrary<IndicatorQuery> query = Arbitraries.of("up", "down", "sum(x)").map(QueryTemplate::new);
        Arbitrary<Map<String, IndicatorQuery>> queries = Arbitraries.maps(Arbitraries.of(NAMES), query);
        Arbitrary<Set<String>> names = Arbitraries.of(NAMES).set();
        return queries.flatMap(defined -> names.map(unset -> {
            var others = new HashSet<>(unset);
            others.removeAll(defined.keySet());
            return new SliConfig(defined, others);
        }));
    }
}
