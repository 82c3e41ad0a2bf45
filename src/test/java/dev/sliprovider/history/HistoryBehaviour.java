package dev.sliprovider.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.slo.Comparison;
import dev.sliprovider.slo.Places;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every kind of history; each kind has a test of this class. */
public abstract class HistoryBehaviour {

    protected static final Scope CART = new Scope("shop", "qa", "cart");
    protected static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = START.plus(Duration.ofHours(2));

    private EvaluationHistory all;
    private ServiceHistory history;

    /** @return a history without evaluations, for each test */
    protected abstract EvaluationHistory empty() throws HistoryException;

    @BeforeEach
    void open() throws HistoryException {
        all = empty();
        history = all.of(CART);
    }

    protected static KeptEvaluation evaluation(String id, int minute, String result) {
        return evaluation(CART, id, minute, result);
    }

    protected static KeptEvaluation evaluation(Scope scope, String id, int minute, String result) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("project", scope.project())
                .put("stage", scope.stage())
                .put("service", scope.service())
                .put("status", "succeeded")
                .put("result", result);
        data.putObject("evaluation").put("score", 100).putObject("gate").put("version", 1);
        return KeptEvaluation.of(id, START.plus(Duration.ofMinutes(minute)), "gate", data);
    }

    protected static List<String> ids(ServiceHistory.Found found) {
        return found.evaluations().stream().map(KeptEvaluation::id).toList();
    }

    private void addFour() throws HistoryException {
        for (int minute : new int[] {2, 0, 3, 1}) {
            history.add(evaluation("e" + minute, minute, "pass"));
        }
    }

    @Test
    void the_newest_come_first() throws HistoryException {
        addFour();
        assertThat(ids(history.newest(3))).containsExactly("e3", "e2", "e1");
        assertThat(history.newest(1).evaluations().getFirst()).isEqualTo(evaluation("e3", 3, "pass"));
    }

    @Test
    void a_visitor_sees_the_newest_one_by_one_until_it_has_enough() throws HistoryException {
        addFour();
        history.invalidate("e2", "flaky");
        assertThat(visited(9, "none")).containsExactly("e3", "e1", "e0");
        assertThat(visited(2, "none")).containsExactly("e3", "e1");
        assertThat(visited(9, "e1")).containsExactly("e3", "e1");
    }

    private List<String> visited(int most, String last) throws HistoryException {
        var ids = new ArrayList<String>();
        history.visit(most, kept -> {
            ids.add(kept.id());
            return !kept.id().equals(last);
        });
        return ids;
    }

    @Test
    void only_wanted_results_are_counted() throws HistoryException {
        history.add(evaluation("a", 0, "pass"));
        history.add(evaluation("b", 1, "warning"));
        history.add(evaluation("c", 2, "fail"));
        var two = new Comparison("several_results", "pass_or_warn", 2, "avg", Places.NONE);
        assertThat(ids(history.newest(two, "own", START))).containsExactly("b", "a");
        assertThat(ids(history.newest(Comparison.STANDARD, "own", START))).containsExactly("c");
        assertThat(ids(history.before(two, START.plus(Duration.ofMinutes(1))))).containsExactly("a");
    }

    @Test
    void one_is_not_compared_with_itself() throws HistoryException {
        addFour();
        assertThat(ids(history.newest(Comparison.STANDARD, "e3", START))).containsExactly("e2");
    }

    @Test
    void one_that_is_dated_in_the_future_is_not_compared_with() throws HistoryException {
        history.add(evaluation("good", 0, "pass"));
        history.add(evaluation("other-clock", 59, "pass"));
        history.add(evaluation("future", 61, "pass"));
        ServiceHistory.Found found = history.newest(Comparison.STANDARD, "own", START);
        assertThat(ids(found)).containsExactly("other-clock");
        assertThat(found.skipped())
                .singleElement()
                .asString()
                .contains("is skipped: it is dated in the future (2026-01-01T01:01:00Z)");
        assertThat(ids(history.newest(9))).containsExactly("future", "other-clock", "good");
    }

    @Test
    void those_until_a_time_are_found() throws HistoryException {
        addFour();
        assertThat(ids(history.until(START.plus(Duration.ofMinutes(2)), 2))).containsExactly("e2", "e1");
        assertThat(ids(history.until(START.minusMillis(1), 2))).isEmpty();
    }

    @Test
    void many_are_found_in_their_order() throws HistoryException {
        List<String> expected = IntStream.range(0, 120).mapToObj(i -> "e" + i).toList();
        for (int i = 0; i < 120; i++) {
            history.add(evaluation("e" + i, -i, i % 2 == 0 ? "pass" : "fail"));
        }
        assertThat(ids(history.newest(500))).isEqualTo(expected);
        assertThat(ids(history.newest(101))).isEqualTo(expected.subList(0, 101));
        var passed = new Comparison("several_results", "pass", 55, "avg", Places.NONE);
        assertThat(ids(history.newest(passed, "own", START))).hasSize(55).contains("e108");
    }

    @Test
    void without_evaluations_there_are_none() throws HistoryException {
        assertThat(history.newest(10)).isEqualTo(new ServiceHistory.Found(List.of(), List.of()));
        assertThat(history.pinned()).isEmpty();
        assertThat(history.prune(1, LATER).evaluations()).isZero();
        assertThat(history.invalidate("x", "why")).isFalse();
        assertThat(history.pin("x")).isFalse();
        assertThat(all.services()).isEmpty();
        history.unpin();
    }

    @Test
    void the_absent_ones_are_named_in_their_order() throws HistoryException {
        addFour();
        history.invalidate("e2", "why");
        assertThat(history.absent(List.of("z", "e1", "e2", "a"))).containsExactly("z", "a");
        assertThat(history.absent(List.of())).isEmpty();
    }

    @Test
    void the_same_id_replaces_and_is_valid_again() throws HistoryException {
        history.add(evaluation("run-1", 0, "fail"));
        history.invalidate("run-1", "flaky");
        history.add(evaluation("1", 0, "pass"));
        history.add(evaluation("run-1", 5, "pass"));
        assertThat(ids(history.newest(9))).containsExactly("run-1", "1");
        assertThat(history.byId("run-1")).contains(evaluation("run-1", 5, "pass"));
    }

    @Test
    void an_invalidated_one_does_not_count() throws HistoryException {
        history.add(evaluation("a", 0, "pass"));
        history.add(evaluation("b", 1, "pass"));
        assertThat(history.invalidate("b", "wrong load")).isTrue();
        assertThat(ids(history.newest(9))).containsExactly("a");
        assertThat(history.byId("b")).isEmpty();
        assertThat(all.byId("b")).isEmpty();
        assertThat(history.pin("b")).isFalse();
    }

    @Test
    void a_pinned_one_stays_when_others_are_pruned() throws HistoryException {
        for (int i = 0; i < 5; i++) {
            history.add(evaluation("e" + i, i, "pass"));
        }
        assertThat(history.pin("none")).isFalse();
        assertThat(history.pin("e1")).isTrue();
        assertThat(history.pinned()).hasValue("e1");
        assertThat(history.prune(2, LATER).evaluations()).isEqualTo(2);
        assertThat(ids(history.newest(9))).containsExactly("e4", "e3", "e1");
        assertThat(history.pin("e3")).isTrue();
        assertThat(history.pinned()).hasValue("e3");
        history.unpin();
        assertThat(history.pinned()).isEmpty();
        assertThat(history.prune(2, LATER).evaluations()).isEqualTo(1);
        assertThat(history.prune(0, LATER).evaluations()).isEqualTo(2);
    }

    @Test
    void those_of_the_future_do_not_take_the_place_of_others_that_stay() throws HistoryException {
        addFour();
        history.add(evaluation("future", 999, "pass"));
        assertThat(history.prune(2, START).evaluations()).isEqualTo(2);
        assertThat(ids(history.newest(9))).containsExactly("future", "e3", "e2");
    }

    @Test
    void numbers_are_kept_to_the_last_digit() throws HistoryException, JsonProcessingException {
        KeptEvaluation kept = evaluation("a", 0, "pass");
        ((ObjectNode) kept.data())
                .set(
                        "numbers",
                        JsonMapper.builder()
                                .build()
                                .readTree("[0.1, 1e-300, 1.7976931348623157e308, 5e-324, 1.0, 100000000000000000000,"
                                        + " 9007199254740993, -0.0, 0.30000000000000004]"));
        ((ObjectNode) kept.data()).put("text", "\0 \u2028 ü \ud83d\ude00 '; DROP TABLE sli_evaluation; --");
        history.add(kept);
        assertThat(history.byId("a").orElseThrow().event().toString())
                .isEqualTo(kept.event().toString());
    }

    @Test
    void a_service_has_its_own_evaluations() throws HistoryException {
        var other = new Scope("shop", "qa", "basket");
        all.of(other).add(evaluation(other, "same", 7, "fail"));
        history.add(evaluation("same", 1, "pass"));
        assertThat(all.services()).containsExactly(other, CART);
        assertThat(all.byId("same")).map(KeptEvaluation::result).contains("fail");
        assertThat(history.byId("same")).map(KeptEvaluation::result).contains("pass");
        history.pin("same");
        assertThat(all.of(other).pinned()).isEmpty();
        assertThat(all.of(other).invalidate("same", "why")).isTrue();
        assertThat(all.byId("same")).map(KeptEvaluation::result).contains("pass");
        assertThat(all.byId("none")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc",
                "/tmp/x",
                "..",
                ".",
                "a/b",
                "a\\b",
                "x.invalidated",
                "ü 1%",
                "a?b&c=d#e",
                "'",
                "-",
                "CON:"
            })
    void every_name_is_only_a_name(String name) throws HistoryException {
        var odd = new Scope(name, name, name);
        ServiceHistory named = all.of(odd);
        named.add(evaluation(odd, name, 1, "pass"));
        assertThat(ids(named.newest(1))).containsExactly(name);
        assertThat(named.byId(name)).isPresent();
        assertThat(all.services()).containsExactly(odd);
        assertThat(named.pin(name)).isTrue();
        assertThat(named.pinned()).contains(name);
        assertThat(named.invalidate(name, name)).isTrue();
        assertThat(ids(named.newest(1))).isEmpty();
    }

    @Test
    void names_that_are_too_long_are_refused() {
        assertThatThrownBy(() -> all.of(new Scope("p", "s", "x".repeat(200))))
                .isInstanceOf(UnusableNameException.class)
                .hasMessageStartingWith("the service has 200 characters");
        assertThatThrownBy(() -> history.add(evaluation("é".repeat(40), 0, "pass")))
                .isInstanceOf(UnusableNameException.class)
                .hasMessageStartingWith("the id has 40 characters");
    }

    @Test
    void writers_at_the_same_time_do_not_disturb_each_other()
            throws HistoryException, InterruptedException, ExecutionException {
        try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
            List<Future<?>> done = IntStream.range(0, 40)
                    .<Future<?>>mapToObj(i -> writers.submit(() -> {
                        history.add(evaluation("e" + i / 2, i / 2, "pass"));
                        return null;
                    }))
                    .toList();
            for (Future<?> one : done) {
                one.get();
            }
        }
        assertThat(history.newest(100).evaluations()).hasSize(20);
    }
}
