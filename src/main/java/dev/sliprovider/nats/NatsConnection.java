package dev.sliprovider.nats;

import dev.sliprovider.nats.ConnectionState.Closed;
import dev.sliprovider.nats.ConnectionState.Connected;
import dev.sliprovider.nats.ConnectionState.Connecting;
import dev.sliprovider.nats.ConnectionState.Disconnected;
import dev.sliprovider.nats.ConnectionState.Replacing;
import dev.sliprovider.waiting.Backoff;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The one connection to NATS. It is established as soon as the server is available, at the start as well as after an
 * outage. Each outage is logged once when it begins and once when it ends.
 */
@Singleton
class NatsConnection implements ConnectionListener {

    private static final Logger LOG = Logger.getLogger(NatsConnection.class);
    /** A longer pause, as a multiple of the pause between attempts to connect. */
    private static final int LONGER = 5;

    private final NatsConfig config;
    private final TlsConfigurationRegistry tls;
    private final NatsErrorListener errors = new NatsErrorListener(this::replaceLater);
    private Runnable onEstablished = () -> {};
    private ConnectionState state = new Connecting();

    NatsConnection(NatsConfig config, TlsConfigurationRegistry tls) {
        this.config = config;
        this.tls = tls;
    }

    /**
     * Begins to connect, and keeps a connection until {@link #close}.
     *
     * @param onEstablished run each time a connection is established
     * @throws IllegalArgumentException if the settings cannot be used
     */
    void open(Runnable onEstablished) {
        this.onEstablished = onEstablished;
        connect();
    }

    private void connect() {
        Options options = NatsOptions.from(config, tls)
                .connectionListener(this)
                .errorListener(errors)
                .serverPool(new PausingServerPool(config.reconnectWait()))
                .build();
        try {
            Nats.connectAsynchronously(options, true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return the connection; empty if it is not established within this time or the process ends */
    synchronized Optional<Connection> await(Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        while (state.usable().isEmpty() && !isClosed() && until - System.nanoTime() > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
        }
        return state.usable();
    }

    /** @return the same, after other subscribers had time to reconnect, because NATS keeps no messages for them */
    synchronized Optional<Connection> awaitSettled(Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        await(time);
        while (state instanceof Connected connected
                && connected.nanosUntilSettled() > 0
                && until - System.nanoTime() > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.min(connected.nanosUntilSettled(), until - System.nanoTime()));
        }
        return state.settled();
    }

    /** @return the connection if it is up */
    synchronized Optional<Connection> current() {
        return state.usable();
    }

    /** @return the number of connections so far; a subscription on an earlier connection may not exist on this one */
    synchronized long connectionEpoch() {
        return state.epoch();
    }

    /** @return whether the connection of this epoch is still up */
    synchronized boolean isSameConnection(long epoch) {
        return state.usable().isPresent() && state.epoch() == epoch;
    }

    /** @return why the connection cannot be used; empty if it can */
    synchronized Optional<String> trouble() {
        return state.usable().isPresent()
                ? errors.refusal()
                : Optional.of("NATS at " + describe() + " cannot be reached: " + errors.last());
    }

    /**
     * Waits for the response to a ping: the server has then received all messages that were sent before. The library's own
     * flush also ends normally if the connection is lost or replaced.
     *
     * @throws TimeoutException if the server does not answer within the time for connecting
     * @throws IllegalStateException if the connection is lost
     */
    static void confirm(Connection open) throws TimeoutException {
        try {
            open.RTT();
        } catch (IOException e) {
            var late = new TimeoutException("the server does not answer");
            late.initCause(e);
            throw late;
        }
    }

    /** @return see {@link NatsErrorListener#since} */
    Set<String> errorsSince(Connection open, long before, Duration longest) throws InterruptedException {
        return errors.since(open, before, longest);
    }

    String describe() {
        return NatsOptions.describe(config);
    }

    /** Ends the connection for good. */
    void close() {
        Optional<Connection> last;
        synchronized (this) {
            last = state.last();
            state = state.closed();
            notifyAll();
        }
        last.ifPresent(connection -> {
            try {
                connection.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** If the server is unavailable at the start, the first success is reported as RECONNECTED. */
    @Override
    public void connectionEvent(Connection source, Events event) {
        switch (event) {
            case CONNECTED, RECONNECTED -> established(source);
            case DISCONNECTED -> lost(source);
            case CLOSED -> givenUp(source);
            default -> LOG.debugf("NATS: %s", event);
        }
    }

    private void established(Connection source) {
        synchronized (this) {
            state = state.established(source, config.settleTime());
            notifyAll();
        }
        errors.connectionEstablished();
        LOG.infof("connected to NATS at %s", NatsOptions.withoutSecrets(source.getConnectedUrl()));
        onEstablished.run();
    }

    private synchronized void lost(Connection source) {
        ConnectionState before = state;
        state = state.lost(source);
        if (state instanceof Disconnected) {
            switch (before) {
                case Connecting connecting -> logOutage();
                case Connected connected -> logOutage();
                case Replacing replacing -> logLater(replacing.epoch());
                case Disconnected disconnected -> LOG.debug("NATS: still not reached");
                case Closed closed -> LOG.debug("NATS: closed");
            }
        }
    }

    private void logOutage() {
        LOG.warnf("NATS at %s cannot be reached; retrying", describe());
    }

    /** A connection that was closed on purpose is soon established again; otherwise it is an outage. */
    private void logLater(long epoch) {
        Thread.ofVirtual().name("nats-connect").start(() -> {
            if (pause(config.reconnectWait().multipliedBy(LONGER)) && isLostSince(epoch)) {
                logOutage();
            }
        });
    }

    private synchronized boolean isLostSince(long epoch) {
        return state instanceof Disconnected && state.epoch() == epoch;
    }

    /** The library gives up after credentials were rejected twice, but they may be corrected later. */
    private void givenUp(Connection source) {
        lost(source);
        if (!isClosed()) {
            Thread.ofVirtual().name("nats-connect").start(this::connectLater);
        }
    }

    private void connectLater() {
        for (int failures = 1; pause(longer().pause(failures)); failures++) {
            try {
                connect();
                return;
            } catch (IllegalArgumentException | UncheckedIOException e) {
                // A file may be missing while it is replaced.
                errors.connectFailed(e.getMessage());
            }
        }
    }

    private Backoff longer() {
        Duration pause = config.reconnectWait().multipliedBy(LONGER);
        return new Backoff(pause, pause);
    }

    /** The server does not announce a raised limit, so a rejected subscription needs a new connection. */
    private void replaceLater(Connection source) {
        long epoch = connectionEpoch();
        // After each reconnect, answers wait until other subscribers have reconnected, too.
        Duration pause = config.reconnectWait().plus(config.settleTime()).multipliedBy(LONGER);
        Thread.ofVirtual().name("nats-connect").start(() -> {
            try {
                if (pause(pause) && replaces(epoch)) {
                    LOG.infof("NATS at %s: reconnecting, to request a rejected subscription again", describe());
                    source.forceReconnect();
                }
            } catch (IOException | IllegalStateException e) {
                LOG.debugf("NATS: %s", e);
                kept(epoch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                kept(epoch);
            }
        });
    }

    private synchronized void kept(long epoch) {
        if (state instanceof Replacing replacing && replacing.epoch() == epoch) {
            state = replacing.kept();
            notifyAll();
        }
    }

    private synchronized boolean replaces(long epoch) {
        boolean isCurrent = state instanceof Connected && state.epoch() == epoch;
        if (state instanceof Connected connected && isCurrent) {
            state = connected.replacing();
        }
        return isCurrent;
    }

    private synchronized boolean isClosed() {
        return state instanceof Closed;
    }

    /** @return whether to continue after the pause: neither interrupted nor closed */
    private boolean pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !isClosed();
    }
}
