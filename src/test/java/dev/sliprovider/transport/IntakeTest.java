package dev.sliprovider.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.transport.Intake.Admission;
import dev.sliprovider.transport.Intake.Beginning;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "10000"})
    void an_event_that_is_being_answered_is_not_begun_again_however_short_the_memory(String remembered) {
        Intake intake = intake(remembered);
        assertThat(intake.begin("1")).isEqualTo(Beginning.ADMITTED);
        assertThat(intake.begin("2")).isEqualTo(Beginning.ADMITTED);
        assertThat(intake.begin("3")).isEqualTo(Beginning.ADMITTED);
        assertThat(intake.begin("1")).isEqualTo(Beginning.UNDER_WAY);
        assertThat(intake.enterOnce("1")).isEqualTo(Admission.REPEATED);
    }

    @Test
    void an_event_that_was_answered_is_repeated_as_long_as_it_is_remembered() {
        Intake intake = intake("1");
        intake.begin("1");
        intake.answered("1");
        assertThat(intake.begin("1")).isEqualTo(Beginning.REPEATED);
        intake.begin("2");
        assertThat(intake.begin("1")).isEqualTo(Beginning.ADMITTED);
    }

    @Test
    void an_event_whose_answer_was_not_taken_is_begun_again() {
        Intake intake = intake("10000");
        intake.begin("1");
        intake.forget("1");
        assertThat(intake.begin("1")).isEqualTo(Beginning.ADMITTED);
    }

    private static Intake intake(String remembered) {
        return new Intake(Given.config("remembered", remembered), new SimpleMeterRegistry());
    }
}
