package dev.sliprovider.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.soak.Ledger.Count;
import dev.sliprovider.soak.Ledger.Way;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the soak judges by: it must see what is lost, doubled, late, wrong, or grows. */
class SoakTest {

    private static final Instant SENT = Instant.parse("2026-03-05T09:00:00Z");
    private static final Duration RECOVERY = Duration.ofSeconds(5);

    private final Outages none = new Outages();
    private final Way way = new Way("bus", new Outages(), RECOVERY);
    private final Ledger ledger = new Ledger();
    private final ObjectNode event = event();

    /** One whose indicators all have values. */
    private static ObjectNode event() {
        var random = new Random(1);
        ObjectNode event = Events.triggered("bus", random);
        while (!Events.isPassing(event)) {
            event = Events.triggered("bus", random);
        }
        return event;
    }

    private static ObjectNode unreadable() {
        ObjectNode event = event();
        ((ObjectNode) event.at("/data/get-sli")).put("end", "tomorrow");
        return event;
    }

    private static ObjectNode withUnknown() {
        ObjectNode event = event();
        ((ObjectNode) event.at("/data/get-sli"))
                .putArray("indicators")
                .add("unknown")
                .add("i1");
        return event;
    }

    /** The answer to one with an unknown indicator. */
    private static ObjectNode partly(ObjectNode event, boolean known) {
        ObjectNode answer = Events.JSON
                .createObjectNode()
                .put("type", "sh.keptn.event.get-sli.finished")
                .put("triggeredid", event.path("id").asText());
        var values = answer.putObject("data")
                .put("status", "succeeded")
                .put("result", "warning")
                .putObject("get-sli")
                .putArray("indicatorValues");
        values.addObject().put("metric", "unknown").put("value", 0).put("success", false);
        values.addObject().put("metric", "i1").put("value", known ? 1 : 0).put("success", known);
        return answer;
    }

    private void sent() {
        ledger.sending(way, event, SENT);
    }

    private void started(Duration after) {
        ledger.heard(answer("started", event), SENT.plus(after));
    }

    private void finished(Duration after) {
        ledger.heard(answer("finished", event), SENT.plus(after));
    }

    private Count count() {
        return ledger.count(way, none);
    }

    private static ObjectNode answer(String what, ObjectNode event) {
        ObjectNode answer = Events.JSON
                .createObjectNode()
                .put("type", "sh.keptn.event.get-sli." + what)
                .put("triggeredid", event.path("id").asText());
        ObjectNode data = answer.putObject("data").put("result", "pass");
        var values = data.putObject("get-sli").putArray("indicatorValues");
        Events.names(event).forEach(name -> values.addObject()
                .put("metric", name.asText())
                .put("value", Double.parseDouble(name.asText().substring(1)))
                .put("success", true));
        return answer;
    }

    @Test
    void one_started_and_one_finished_in_time_is_as_promised() {
        sent();
        started(Duration.ofMillis(5));
        finished(Duration.ofSeconds(2));

        assertThat(count()).isEqualTo(new Count(1, 1, 0, 0, 0, 0, 1, 0));
        assertThat(count().isAsPromised()).isTrue();
        assertThat(ledger.complaints(none)).isEmpty();
        assertThat(ledger.open()).isZero();
    }

    @Test
    void an_event_without_finished_is_lost() {
        sent();
        started(Duration.ofMillis(5));

        assertThat(count().lost()).isEqualTo(1);
        assertThat(ledger.open()).isEqualTo(1);
        assertThat(ledger.complaints(none)).singleElement().asString().contains("no finished, 1 started");
    }

    @Test
    void a_second_finished_is_seen() {
        sent();
        started(Duration.ofMillis(5));
        finished(Duration.ofSeconds(1));
        finished(Duration.ofSeconds(2));

        assertThat(count().doubled()).isEqualTo(1);
        assertThat(ledger.complaints(none)).singleElement().asString().contains("2 finished");
    }

    @Test
    void a_second_started_has_a_reason_only_if_somebody_was_cut_off() {
        sent();
        started(Duration.ofMillis(5));
        started(Duration.ofSeconds(1));
        finished(Duration.ofSeconds(2));

        assertThat(count().doubled()).isEqualTo(1);

        way.outages().begin(SENT.plusMillis(500));
        way.outages().end(SENT.plusMillis(600));

        assertThat(count().doubled()).isZero();
    }

    @Test
    void finished_without_started_is_seen() {
        sent();
        finished(Duration.ofSeconds(2));

        assertThat(count().silent()).isEqualTo(1);
    }

    @Test
    void late_is_counted_from_when_the_event_could_be_delivered() {
        sent();
        started(Duration.ofMillis(5));
        finished(Ledger.DEADLINE.plus(Ledger.SLACK).plusMillis(1));

        assertThat(count().late()).isEqualTo(1);
        assertThat(ledger.complaints(none)).singleElement().asString().contains("was due at");

        way.outages().begin(SENT.minusSeconds(1));
        way.outages().end(SENT.plusSeconds(1));

        assertThat(count().late()).isZero();
    }

    @Test
    void an_outage_behind_the_deadline_excuses_nothing() {
        way.outages().begin(SENT.plus(Ledger.DEADLINE));
        way.outages().end(SENT.plusSeconds(100));

        assertThat(way.outages().deliverable(SENT, Ledger.DEADLINE, RECOVERY)).isEqualTo(SENT);
    }

    @Test
    void one_outage_after_the_other_is_one_long_outage() {
        way.outages().begin(SENT);
        way.outages().end(SENT.plusSeconds(10));
        way.outages().begin(SENT.plusSeconds(20));
        way.outages().end(SENT.plusSeconds(30));

        assertThat(way.outages().deliverable(SENT, Ledger.DEADLINE, RECOVERY)).isEqualTo(SENT.plusSeconds(35));
    }

    @Test
    void a_value_of_another_indicator_is_wrong() {
        sent();
        started(Duration.ofMillis(5));
        ObjectNode answer = answer("finished", event);
        ((ObjectNode) answer.at("/data/get-sli/indicatorValues/0")).put("value", 41.5);
        ledger.heard(answer, SENT.plusSeconds(1));

        assertThat(count().wrong()).isEqualTo(1);
    }

    @Test
    void a_missing_value_needs_a_fault() {
        sent();
        started(Duration.ofMillis(5));
        ObjectNode answer = answer("finished", event);
        ((ObjectNode) answer.path("data")).put("result", "warning");
        ((ObjectNode) answer.at("/data/get-sli/indicatorValues/0")).put("success", false);
        ledger.heard(answer, SENT.plusSeconds(1));
        var faults = new Outages();
        faults.begin(SENT.minusSeconds(10));
        faults.end(SENT.minus(Ledger.SETTLED).plusMillis(1));

        assertThat(ledger.count(way, none).blank()).isEqualTo(1);
        assertThat(ledger.count(way, faults).blank()).isZero();
        assertThat(ledger.count(way, faults).judged()).isZero();
    }

    @Test
    void what_a_fault_can_excuse_ends_when_all_has_settled() {
        sent();
        started(Duration.ofMillis(5));
        finished(Duration.ofSeconds(1));
        var faults = new Outages();
        faults.begin(SENT.minusSeconds(60));
        faults.end(SENT.minus(Ledger.SETTLED));

        assertThat(ledger.count(way, faults).judged()).isEqualTo(1);
    }

    @Test
    void a_third_of_a_long_run_is_judged_for_missing_values() {
        for (String minutes : List.of("10", "15", "30", "60", "600")) {
            Options options = Options.of("--minutes", minutes);
            // A replica that is started again takes some seconds.
            Duration round = options.fault().plusSeconds(5).plus(options.pause());

            assertThat(options.pause().minus(Ledger.SETTLED).minusSeconds(1))
                    .as(minutes)
                    .isGreaterThanOrEqualTo(round.dividedBy(3));
        }
    }

    @Test
    void a_value_is_compared_exactly() {
        ObjectNode answer = answer("finished", event);
        ObjectNode first = (ObjectNode) answer.at("/data/get-sli/indicatorValues/0");

        assertThat(Events.isRight(event, answer)).isTrue();

        first.put("value", first.path("value").asDouble() + 0.5);
        assertThat(Events.isRight(event, answer)).isFalse();

        first.put("value", "0");
        assertThat(Events.isRight(event, answer)).isFalse();
    }

    @Test
    void a_window_that_nobody_can_read_is_errored_and_has_no_value() {
        ObjectNode event = unreadable();
        ObjectNode answer = answer("finished", event);
        ObjectNode data = (ObjectNode) answer.path("data");
        data.put("status", "errored").put("result", "fail");
        assertThat(Events.isRight(event, answer)).as("with values").isFalse();

        answer.at("/data/get-sli/indicatorValues").forEach(value -> ((ObjectNode) value).put("success", false));
        assertThat(Events.isRight(event, answer)).isTrue();

        data.put("status", "succeeded");
        assertThat(Events.isRight(event, answer)).as("not errored").isFalse();
    }

    @Test
    void an_unknown_indicator_has_no_value_and_the_one_beside_it_has() {
        ObjectNode event = withUnknown();
        assertThat(Events.isRight(event, partly(event, true))).isTrue();
        assertThat(Events.isComplete(event, partly(event, true))).isTrue();
        assertThat(Events.isComplete(event, partly(event, false))).isFalse();

        ObjectNode invented = partly(event, true);
        ((ObjectNode) invented.at("/data/get-sli/indicatorValues/0")).put("success", true);
        assertThat(Events.isRight(event, invented)).isFalse();
    }

    @Test
    void among_the_events_are_unknown_indicators_and_unreadable_windows() {
        var random = new Random(1);
        var events = Stream.generate(() -> Events.triggered("bus", random))
                .limit(2_000)
                .toList();

        assertThat(events).anyMatch(event -> !Events.isReadable(event));
        assertThat(events).anyMatch(event -> Events.isReadable(event) && !Events.isPassing(event));
    }

    @Test
    void an_answer_that_nobody_asked_for_is_told() {
        ledger.heard(answer("finished", event), SENT);

        assertThat(ledger.complaints(none)).singleElement().asString().contains("never sent");
    }

    @Test
    void what_grows_is_told_and_what_is_only_warm_is_not() {
        var flat = new Growth("flat", true);
        var growing = new Growth("growing", true);
        for (int i = 0; i <= 40; i++) {
            double share = i / 40.0;
            flat.add(share, new Sample(share < 0.2 ? 100 : 150, 30, 25, 40), true);
            growing.add(share, new Sample(150, 30 + 60 * share, 25 + 40 * share, 40), true);
            // What is there during a fault counts for nothing.
            flat.add(share, new Sample(900 * share, 30, 500 * share, 4_000 * share), false);
        }

        assertThat(flat.unjudged()).isEmpty();
        assertThat(flat.complaints()).isEmpty();
        assertThat(growing.complaints())
                .satisfiesExactly(
                        heap -> assertThat(heap).startsWith("growing: heap after a collection grew from 45 to 75 MB"),
                        threads -> assertThat(threads).contains("threads grew from 35 to 55"));
    }

    @Test
    void few_samples_are_no_judgement() {
        var growth = new Growth("short", true);
        growth.add(0.3, new Sample(1, 1, 1, 1), true);
        growth.add(1, new Sample(900, 900, 900, 900), true);

        assertThat(growth.unjudged()).hasSize(4);
        assertThat(growth.complaints()).isEmpty();
    }

    @Test
    void each_kind_needs_samples_of_its_own() {
        var growth = new Growth("replica", true);
        var executable = new Growth("executable", false);
        for (int i = 0; i <= 40; i++) {
            growth.add(i / 40.0, new Sample(100, Double.NaN, 25, 40), true);
            executable.add(i / 40.0, new Sample(100, Double.NaN, 25, 40), true);
        }

        assertThat(growth.unjudged()).containsExactly("replica: heap after a collection");
        assertThat(executable.unjudged()).isEmpty();
    }

    @Test
    void a_plot_has_a_line_for_each_process_and_shows_faults() {
        var growth = new Growth("replica", true);
        growth.add(0, new Sample(150, Double.NaN, 25, 40), true);
        growth.add(1, new Sample(160, 30, 26, 41), true);
        var plot = new SoakPlot();
        plot.fault(0.25, 0.5);

        assertThat(plot.svg(List.of(growth), 60))
                .contains("replica", "<rect", "stroke-dasharray")
                .doesNotContain("NaN");
    }

    @Test
    void time_is_an_hour_or_what_a_person_says() {
        assertThat(Options.of().time()).isEqualTo(Duration.ofHours(1));
        assertThat(Options.of("--minutes", "0.5").time()).isEqualTo(Duration.ofSeconds(30));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.of("--minutes", "soon"))
                .withMessageContaining("soon");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.of("--minutes", "0.001"))
                .withMessageContaining("too short for one fault");
        assertThatIllegalArgumentException().isThrownBy(() -> Options.of("--minutes", "NaN"));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.of("--minutes"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.of("--hours", "1"))
                .withMessageContaining("--minutes");
    }
}
