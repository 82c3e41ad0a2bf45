package dev.sliprovider.nats;

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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The one connection to NATS. It comes up when the server does, at the start as well as later, and says once when it
 * is gone and once when it is back.
 */
@Singleton
class NatsConnection implements ConnectionListener {

    private static final Logger LOG = Logger.getLogger(NatsConnection.class);

    private final NatsConfig config;
    private final TlsConfigurationRegistry tls;
    private final NatsErrorListener trouble = new NatsErrorListener(this::connectAgain);
    private Runnable established = () -> {};
    private Connection connection;
    private boolean up;
    private boolean told;
    private boolean closing;
    private long settled;
    private long ups;

    NatsConnection(NatsConfig config, TlsConfigurationRegistry tls) {
        this.config = config;
        this.tls = tls;
    }

    /**
     * Begins to connect, and does so until {@link #close}.
     *
     * @param onEstablished is run each time the connection comes up
     * @throws IllegalArgumentException if the settings cannot be used
     */
    void open(Runnable onEstablished) {
        established = onEstablished;
        connect();
    }

    private void connect() {
        Options options = NatsOptions.from(config, tls)
                .connectionListener(this)
                .errorListener(trouble)
                .serverPool(new PausingServerPool(config.reconnectWait()))
                .build();
        try {
            Nats.connectAsynchronously(options, true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return the connection, once it is up; nothing if that did not happen in time or the end has come */
    synchronized Optional<Connection> await(Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        while (!up && !closing && until - System.nanoTime() > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
        }
        return current();
    }

    /** @return the same, once those who were cut off as well had time to come back: the bus keeps nothing for them */
    synchronized Optional<Connection> awaitSettled(Duration time) throws InterruptedException {
        Optional<Connection> open = await(time);
        long until = System.nanoTime() + time.toNanos();
        while (up && !closing && settled - System.nanoTime() > 0 && until - System.nanoTime() > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.min(settled, until) - System.nanoTime());
        }
        return settled - System.nanoTime() > 0 && !closing ? Optional.empty() : open.flatMap(then -> current());
    }

    /** @return the connection if it is up */
    synchronized Optional<Connection> current() {
        return up ? Optional.of(connection) : Optional.empty();
    }

    /** @return how often it came up; what was made on an earlier connection may be gone on this one */
    synchronized long ups() {
        return ups;
    }

    /** @return whether it is up, as far as that is known, and has not come up again since {@link #ups} said this */
    synchronized boolean isStill(long upsThen) {
        return up && ups == upsThen;
    }

    /** @return what keeps the connection from being of use, or nothing */
    synchronized Optional<String> trouble() {
        return up ? trouble.denied() : Optional.of("NATS at " + describe() + " cannot be reached: " + trouble.last());
    }

    /**
     * Waits until the server has answered, and with that has taken what was sent before. The library's own flush ends as
     * if it had when the connection is lost, or given up because it does not answer.
     *
     * @throws TimeoutException if the server does not answer within the time for connecting
     * @throws IllegalStateException if the connection is lost meanwhile
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

    String describe() {
        return NatsOptions.describe(config);
    }

    /** Ends the connection for good. */
    void close() {
        Connection open;
        synchronized (this) {
            closing = true;
            notifyAll();
            open = connection;
        }
        if (open != null) {
            try {
                open.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** With the server down at the start the first good event is RECONNECTED. */
    @Override
    public void connectionEvent(Connection source, Events event) {
        switch (event) {
            case CONNECTED, RECONNECTED -> isUp(source);
            case DISCONNECTED -> isDown(source);
            case CLOSED -> isClosed(source);
            default -> LOG.debugf("NATS: %s", event);
        }
    }

    private void isUp(Connection source) {
        synchronized (this) {
            connection = source;
            up = true;
            ups++;
            settled = System.nanoTime() + (told ? config.settleTime().toNanos() : 0);
            told = false;
            notifyAll();
        }
        trouble.over();
        LOG.infof("connected to NATS at %s", NatsOptions.withoutSecrets(source.getConnectedUrl()));
        established.run();
    }

    private synchronized void isDown(Connection source) {
        connection = source;
        up = false;
        if (!told && !closing) {
            LOG.warnf("NATS at %s cannot be reached; trying again until it can", describe());
            told = true;
        }
    }

    /** The library gives up after credentials were refused twice; they may be mended while we wait. */
    private void isClosed(Connection source) {
        isDown(source);
        synchronized (this) {
            if (closing) {
                return;
            }
        }
        Thread.ofVirtual().name("nats-connect").start(this::connectLater);
    }

    private void connectLater() {
        if (!pause(config.reconnectWait().multipliedBy(5))) {
            return;
        }
        try {
            connect();
        } catch (IllegalArgumentException | UncheckedIOException e) {
            // A file may be away while it is replaced.
            trouble.failed(e.getMessage());
            connectLater();
        }
    }

    /** A limit that is raised is not told to who has met it, and what was refused is asked for with a new connection only. */
    private void connectAgain(Connection source) {
        long then = ups();
        // Answers wait each time until those have come back who were cut off as well.
        Duration rarely = config.reconnectWait().plus(config.settleTime()).multipliedBy(5);
        Thread.ofVirtual().name("nats-connect").start(() -> {
            try {
                if (pause(rarely) && isStill(then)) {
                    LOG.infof("NATS at %s: connecting again, to ask for what was refused", describe());
                    synchronized (this) {
                        // It can be reached.
                        told = true;
                    }
                    source.forceReconnect();
                }
            } catch (IOException | IllegalStateException e) {
                LOG.debugf("NATS: %s", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** @return whether there is something to do behind it */
    private boolean pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        synchronized (this) {
            return !closing;
        }
    }
}
