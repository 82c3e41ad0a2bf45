package dev.sliprovider.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sliprovider.transport.Intake.Admission;
import dev.sliprovider.transport.Intake.Beginning;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.Message;
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
        assertThat(intake.enterOnce("1", 1)).isEqualTo(Admission.REPEATED);
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

    @Test
    void events_are_let_in_until_their_bytes_reach_the_bound_and_again_when_some_have_left() {
        Intake intake = new Intake(Given.config(), new SimpleMeterRegistry(), 1000);
        assertThat(intake.enter(600)).isEqualTo(Admission.ADMITTED);
        assertThat(intake.enterOnce("1", 600)).isEqualTo(Admission.ADMITTED);
        assertThat(intake.enter(1)).isEqualTo(Admission.HEAVY);
        assertThat(intake.enterOnce("2", 1)).isEqualTo(Admission.HEAVY);
        intake.leave(600);
        assertThat(intake.enterOnce("2", 1))
                .as("it is not taken for one that came before")
                .isEqualTo(Admission.ADMITTED);
    }

    @Test
    void an_event_that_is_larger_than_all_may_be_together_is_let_in_alone() {
        Intake intake = new Intake(Given.config(), new SimpleMeterRegistry(), 1000);
        assertThat(intake.enter(5000)).isEqualTo(Admission.ADMITTED);
        intake.leave(5000);
        assertThat(intake.enter(5000)).isEqualTo(Admission.ADMITTED);
    }

    @Test
    void an_event_that_comes_again_takes_no_room() {
        Intake intake = new Intake(Given.config(), new SimpleMeterRegistry(), 1000);
        assertThat(intake.enterOnce("1", 600)).isEqualTo(Admission.ADMITTED);
        assertThat(intake.enterOnce("1", 600)).isEqualTo(Admission.REPEATED);
        assertThat(intake.enter(600)).isEqualTo(Admission.ADMITTED);
    }

    @Test
    void a_bus_is_held_up_while_there_is_no_room_and_goes_on_after_that() throws Exception {
        Intake intake = new Intake(Given.config(), new SimpleMeterRegistry(), 1000);
        var inbox = new Inbox(Given.config(), Given.all(intake));
        var taken = new CopyOnWriteArrayList<Message<byte[]>>();
        inbox.messages().subscribe().with(taken::add);
        inbox.put(new byte[1000], new Ignored());
        assertThat(inbox.room()).isZero();

        Thread bus = Thread.ofVirtual().start(() -> {
            try {
                inbox.put(new byte[10], new Ignored());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Awaitility.await().until(() -> bus.getState() == Thread.State.WAITING);
        assertThat(taken).hasSize(1);

        taken.getFirst().ack();
        bus.join();
        assertThat(taken).hasSize(2);
        assertThat(inbox.room()).isPositive();
    }

    @Test
    void whoever_is_told_to_end_while_there_is_no_room_leaves_nothing_behind() throws Exception {
        Intake intake =
                new Intake(Given.config("max-in-flight", "1", "max-waiting", "1"), new SimpleMeterRegistry(), 1000);
        var inbox = new Inbox(Given.config("max-in-flight", "1", "max-waiting", "1"), Given.all(intake));
        var taken = new CopyOnWriteArrayList<Message<byte[]>>();
        inbox.messages().subscribe().with(taken::add);
        inbox.put(new byte[1000], new Ignored());
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> inbox.put(new byte[10], new Ignored())).isInstanceOf(InterruptedException.class);

        taken.getFirst().ack();
        assertThat(inbox.room()).isEqualTo(2);
    }

    private static final class Ignored implements Inbox.Receipt {
        @Override
        public void answered() {
            // Nobody is told.
        }

        @Override
        public void unanswered() {
            // Nobody is told.
        }
    }

    private static Intake intake(String remembered) {
        return new Intake(Given.config("remembered", remembered), new SimpleMeterRegistry());
    }
}
