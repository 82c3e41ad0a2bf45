package dev.sliprovider.lighthouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.controlplane.RegisteredIntegration;
import dev.sliprovider.lighthouse.Sightings.Outcome.Alive;
import dev.sliprovider.lighthouse.Sightings.Outcome.Gone;
import dev.sliprovider.lighthouse.Sightings.Outcome.Unknown;
import java.util.List;
import org.junit.jupiter.api.Test;

class SightingsTest {

    private static final List<String> HEARD =
            List.of("sh.keptn.event.evaluation.triggered", "sh.keptn.event.get-sli.finished");

    private final Sightings sightings = new Sightings();

    @Test
    void without_a_lighthouse_nobody_else_answers_at_once() {
        var webhook = integration("webhook-service", "1", List.of("sh.keptn.event.evaluation.triggered"));
        var own = integration(
                "prometheus-sli-provider",
                "1",
                List.of("sh.keptn.event.evaluation.triggered", "sh.keptn.event.get-sli.triggered"));

        assertThat(sightings.look(List.of())).isEqualTo(new Gone(List.of()));
        assertThat(sightings.look(List.of(webhook, own))).isEqualTo(new Gone(List.of()));
    }

    @Test
    void one_that_pings_runs_and_one_that_does_not_is_gone_after_six_looks() {
        assertThat(sightings.look(List.of(lighthouse("1")))).isInstanceOf(Unknown.class);
        assertThat(sightings.look(List.of(lighthouse("2")))).isInstanceOf(Alive.class);
        for (int i = 1; i < Sightings.PATIENCE; i++) {
            assertThat(sightings.look(List.of(lighthouse("2")))).isInstanceOf(Alive.class);
        }
        assertThat(sightings.look(List.of(lighthouse("2")))).isEqualTo(new Gone(List.of(lighthouse("2"))));
        assertThat(sightings.look(List.of(lighthouse("3")))).isInstanceOf(Alive.class);
    }

    @Test
    void a_registration_that_was_left_over_is_not_taken_for_one_that_runs() {
        for (int i = 0; i < Sightings.PATIENCE; i++) {
            assertThat(sightings.look(List.of(lighthouse("1")))).isInstanceOf(Unknown.class);
        }
        assertThat(sightings.look(List.of(lighthouse("1")))).isInstanceOf(Gone.class);
    }

    @Test
    void one_that_appears_later_has_just_registered() {
        sightings.look(List.of());
        assertThat(sightings.look(List.of(lighthouse("1")))).isInstanceOf(Alive.class);
        assertThat(sightings.look(List.of())).isEqualTo(new Gone(List.of()));
    }

    @Test
    void without_a_time_of_the_last_ping_it_may_run_for_ever() {
        for (int i = 0; i < 2 * Sightings.PATIENCE; i++) {
            assertThat(sightings.look(List.of(lighthouse("")))).isInstanceOf(Alive.class);
        }
    }

    @Test
    void it_is_recognised_under_another_name_by_what_it_hears() {
        var renamed = integration("my-evaluator", "1", HEARD);

        assertThat(sightings.look(List.of(renamed))).isEqualTo(new Unknown(renamed));
    }

    private static RegisteredIntegration lighthouse(String lastSeen) {
        return integration("lighthouse-service", lastSeen, HEARD);
    }

    private static RegisteredIntegration integration(String name, String lastSeen, List<String> events) {
        return new RegisteredIntegration("id-of-" + name, name, "keptn", lastSeen, events);
    }
}
