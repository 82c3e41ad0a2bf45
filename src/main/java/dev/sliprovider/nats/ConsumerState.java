package dev.sliprovider.nats;

import java.util.Optional;

/** The states of pulling events from a consumer. A transition is a method of the states that allow it. */
sealed interface ConsumerState {

    /** @return why no events are pulled; empty while they are */
    Optional<String> trouble();

    /** The consumer exists and is pulled from. */
    default ConsumerState bound() {
        return new Pulling();
    }

    /** Pulling is impossible at the moment. */
    default ConsumerState failed(String why) {
        return new Waiting(why);
    }

    /**
     * The stream or the consumer cannot be used yet.
     *
     * @param why cause and remedy, as a sentence
     */
    record Waiting(String why) implements ConsumerState {
        @Override
        public Optional<String> trouble() {
            return Optional.of(why);
        }
    }

    /** Events are pulled. */
    record Pulling() implements ConsumerState {
        @Override
        public Optional<String> trouble() {
            return Optional.empty();
        }
    }

    /** The process shuts down; no more events are pulled. */
    record Stopped() implements ConsumerState {
        @Override
        public Optional<String> trouble() {
            return Optional.of("the process ends");
        }

        @Override
        public ConsumerState bound() {
            return this;
        }

        @Override
        public ConsumerState failed(String why) {
            return this;
        }
    }
}
