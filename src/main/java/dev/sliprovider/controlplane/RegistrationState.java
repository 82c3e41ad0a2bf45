package dev.sliprovider.controlplane;

import dev.sliprovider.transport.Subscription;
import java.util.List;
import java.util.Optional;

/** The states of the registration with Keptn's control plane. A state ignores events that it does not expect. */
sealed interface RegistrationState {

    /** @return the id that Keptn has assigned, as long as Keptn knows it */
    default Optional<String> id() {
        return Optional.empty();
    }

    /** @return the last subscriptions from Keptn, also after the registration was lost */
    default Optional<List<Subscription>> known() {
        return Optional.empty();
    }

    /** Keptn has assigned an id. */
    default RegistrationState registered(String id) {
        return this;
    }

    /** Keptn has answered a ping. */
    default RegistrationState confirmed(List<Subscription> subscriptions) {
        return this;
    }

    /** Keptn no longer knows the id. */
    default RegistrationState forgotten() {
        return this;
    }

    /** The process shuts down. */
    default RegistrationState stopped() {
        return new Stopped(id());
    }

    /** The program is starting. */
    record Starting() implements RegistrationState {}

    /** The program does not register, because subscriptions are fixed or events are pushed over HTTP. */
    record NotNeeded() implements RegistrationState {

        @Override
        public RegistrationState stopped() {
            return this;
        }
    }

    /** Keptn does not know the program yet, or no longer. */
    record Unregistered(Optional<List<Subscription>> known) implements RegistrationState {

        @Override
        public RegistrationState registered(String id) {
            return new Registered(id, known);
        }
    }

    /** Keptn has assigned an id and has not answered a ping with it yet. */
    record Registered(String assigned, Optional<List<Subscription>> known) implements RegistrationState {

        @Override
        public Optional<String> id() {
            return Optional.of(assigned);
        }

        @Override
        public RegistrationState confirmed(List<Subscription> subscriptions) {
            return new Confirmed(assigned, subscriptions);
        }

        @Override
        public RegistrationState forgotten() {
            return new Unregistered(known);
        }
    }

    /** Keptn responds to pings with the current subscriptions. */
    record Confirmed(String assigned, List<Subscription> subscriptions) implements RegistrationState {

        @Override
        public Optional<String> id() {
            return Optional.of(assigned);
        }

        @Override
        public Optional<List<Subscription>> known() {
            return Optional.of(subscriptions);
        }

        @Override
        public RegistrationState confirmed(List<Subscription> now) {
            return new Confirmed(assigned, now);
        }

        @Override
        public RegistrationState forgotten() {
            return new Unregistered(known());
        }
    }

    /** The process shuts down: subscriptions do not change any more. */
    record Stopped(Optional<String> id) implements RegistrationState {

        @Override
        public RegistrationState registered(String assigned) {
            return new Stopped(Optional.of(assigned));
        }

        @Override
        public RegistrationState stopped() {
            return this;
        }
    }
}
