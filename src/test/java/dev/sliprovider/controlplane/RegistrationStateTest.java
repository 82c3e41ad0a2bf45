package dev.sliprovider.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.controlplane.RegistrationState.Confirmed;
import dev.sliprovider.controlplane.RegistrationState.NotNeeded;
import dev.sliprovider.controlplane.RegistrationState.Registered;
import dev.sliprovider.controlplane.RegistrationState.Stopped;
import dev.sliprovider.controlplane.RegistrationState.Unregistered;
import dev.sliprovider.transport.Subscription;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistrationStateTest {

    private static final List<Subscription> LIST =
            List.of(new Subscription("id", "a.b", List.of(), List.of(), List.of()));

    @Test
    void a_registration_is_confirmed_by_a_ping_and_keeps_its_subscriptions_when_keptn_forgets_it() {
        RegistrationState registered = new Unregistered(Optional.empty()).registered("7");
        assertThat(registered).isEqualTo(new Registered("7", Optional.empty()));
        RegistrationState confirmed = registered.confirmed(LIST);
        assertThat(confirmed).isEqualTo(new Confirmed("7", LIST));
        RegistrationState forgotten = confirmed.forgotten();
        assertThat(forgotten).isEqualTo(new Unregistered(Optional.of(LIST)));
        assertThat(forgotten.registered("8").known()).contains(LIST);
    }

    @Test
    void a_late_answer_does_not_undo_the_end_of_the_process_but_its_id_can_be_deleted() {
        RegistrationState stopped = new Unregistered(Optional.empty()).stopped();
        assertThat(stopped.confirmed(LIST)).isEqualTo(stopped);
        assertThat(stopped.registered("7")).isEqualTo(new Stopped(Optional.of("7")));
        assertThat(new Confirmed("7", LIST).stopped().id()).contains("7");
    }

    @Test
    void a_program_that_need_not_register_stays_so() {
        assertThat(new NotNeeded().stopped()).isEqualTo(new NotNeeded());
    }
}
