package dev.sliprovider.nats;

import io.nats.client.Connection;
import java.time.Duration;
import java.util.Optional;

/**
 * The states of the connection to NATS. A transition is a method of the states that allow it; states are compared with
 * {@link System#nanoTime()}.
 */
sealed interface ConnectionState {

    /** @return the number of connections that were established so far */
    long epoch();

    /** @return the connection if it can be used */
    default Optional<Connection> usable() {
        return Optional.empty();
    }

    /** @return the connection if it can be used and subscribers had time to reconnect after an outage */
    default Optional<Connection> settled() {
        return usable();
    }

    /** @return the library's object to close at the end, open or not */
    default Optional<Connection> last() {
        return usable();
    }

    /**
     * A connection is established.
     *
     * @param settleTime to wait after an outage before answers are sent
     */
    ConnectionState established(Connection connection, Duration settleTime);

    /** The connection is lost, or cannot be established. */
    ConnectionState lost(Connection connection);

    /** The process shuts down. */
    default ConnectionState closed() {
        return new Closed(epoch());
    }

    /** The first attempt to connect is in progress. */
    record Connecting() implements ConnectionState {

        @Override
        public long epoch() {
            return 0;
        }

        @Override
        public ConnectionState established(Connection connection, Duration settleTime) {
            return new Connected(connection, 1, System.nanoTime());
        }

        @Override
        public ConnectionState lost(Connection connection) {
            return new Disconnected(connection, 0);
        }
    }

    /**
     * The connection is up.
     *
     * @param open the connection
     * @param settledAt time from which answers may be sent
     */
    record Connected(Connection open, long epoch, long settledAt) implements ConnectionState {

        @Override
        public Optional<Connection> usable() {
            return Optional.of(open);
        }

        @Override
        public Optional<Connection> settled() {
            return nanosUntilSettled() > 0 ? Optional.empty() : usable();
        }

        long nanosUntilSettled() {
            return settledAt - System.nanoTime();
        }

        @Override
        public ConnectionState established(Connection connection, Duration settleTime) {
            return new Connected(connection, epoch + 1, System.nanoTime());
        }

        @Override
        public ConnectionState lost(Connection connection) {
            return new Disconnected(connection, epoch);
        }

        /** The connection will be closed on purpose, so its loss is not logged as an outage. */
        ConnectionState replacing() {
            return new Replacing(open, epoch);
        }
    }

    /**
     * The connection is up and about to be replaced by a new one.
     *
     * @param open the connection
     */
    record Replacing(Connection open, long epoch) implements ConnectionState {

        /** The connection could not be closed, so its loss is an outage again. */
        ConnectionState kept() {
            return new Connected(open, epoch, System.nanoTime());
        }

        @Override
        public Optional<Connection> usable() {
            return Optional.of(open);
        }

        @Override
        public ConnectionState established(Connection connection, Duration settleTime) {
            return new Connected(connection, epoch + 1, System.nanoTime() + settleTime.toNanos());
        }

        @Override
        public ConnectionState lost(Connection connection) {
            return new Disconnected(connection, epoch);
        }
    }

    /**
     * The server is unavailable, which is logged when this state begins.
     *
     * @param broken the connection that was lost or could not be established
     */
    record Disconnected(Connection broken, long epoch) implements ConnectionState {

        @Override
        public Optional<Connection> last() {
            return Optional.of(broken);
        }

        @Override
        public ConnectionState established(Connection connection, Duration settleTime) {
            return new Connected(connection, epoch + 1, System.nanoTime() + settleTime.toNanos());
        }

        @Override
        public ConnectionState lost(Connection connection) {
            return new Disconnected(connection, epoch);
        }
    }

    /** The process shuts down: later reports of the library are ignored. */
    record Closed(long epoch) implements ConnectionState {

        @Override
        public ConnectionState established(Connection connection, Duration settleTime) {
            return this;
        }

        @Override
        public ConnectionState lost(Connection connection) {
            return this;
        }
    }
}
