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
        while (!Events.isPassing(event)
                || event.at("/data/get-sli/end").asText().equals("tomorrow")) {
            event = Events.triggered("bus", random);
        }
        return event;
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

        assertThat(count()).isEqualTo(new Count(1, 1, 0, 0, 0, 0, 0));
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
        faults.end(SENT.minusSeconds(5));

        assertThat(ledger.count(way, none).blank()).isEqualTo(1);
        assertThat(ledger.count(way, faults).blank()).isZero();
    }

    @Test
    void an_answer_that_nobody_asked_for_is_told() {
        ledger.heard(answer("finished", event), SENT);

        assertThat(ledger.complaints(none)).singleElement().asString().contains("never sent");
    }

    @Test
    void what_grows_is_told_and_what_is_only_warm_is_not() {
        var flat = new Growth("flat");
        var growing = new Growth("growing");
        for (int i = 0; i <= 40; i++) {
            double share = i / 40.0;
            flat.add(share, new Sample(share < 0.2 ? 100 : 150, 30, 25, 40), true);
            growing.add(share, new Sample(150, 30 + 60 * share, 25 + 40 * share, 40), true);
            // What is there during a fault counts for nothing.
            flat.add(share, new Sample(900 * share, 30, 500 * share, 4_000 * share), false);
        }

        assertThat(flat.isJudged()).isTrue();
        assertThat(flat.complaints()).isEmpty();
        assertThat(growing.complaints())
                .satisfiesExactly(
                        heap -> assertThat(heap).startsWith("growing: heap after a collection grew from 45 to 75 MB"),
                        threads -> assertThat(threads).contains("threads grew from 35 to 55"));
    }

    @Test
    void few_samples_are_no_judgement() {
        var growth = new Growth("short");
        growth.add(0.3, new Sample(1, 1, 1, 1), true);
        growth.add(1, new Sample(900, 900, 900, 900), true);

        assertThat(growth.isJudged()).isFalse();
        assertThat(growth.complaints()).isEmpty();
    }

    @Test
    void a_plot_has_a_line_for_each_process_and_shows_faults() {
        var growth = new Growth("replica");
        growth.add(0, new Sample(150, Double.NaN, 25, 40), true);
        growth.add(1, new Sample(160, 30, 26, 41), true);
        var plot = new SoakPlot();
        plot.fault(0.25, 0.5);

        assertThat(plot.svg(List.of(growth), 60))
                .contains("replica", "#eeeeee", "polyline")
                .doesNotContain("NaN");
    }

    @Test
    void time_is_an_hour_or_what_a_person_says() {
        assertThat(Options.of().time()).isEqualTo(Duration.ofHours(1));
        assertThat(Options.of("--minutes", "0.5").time()).isEqualTo(Duration.ofSeconds(30));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.of("--minutes", "soon"))
                .withMessageContaining("soon");
        assertThatIllegalArgumentException().isThrownBy(() -> Options.of("--minutes"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.of("--hours", "1"))
                .withMessageContaining("--minutes");
    }
}
