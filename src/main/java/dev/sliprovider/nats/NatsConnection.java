package dev.sliprovider.nats;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The one connection to NATS. It comes up when the server does, at the start as well as later, and says once when it
 * is gone and once when it is back.
 */
@Singleton
class NatsConnection implements ConnectionListener, ErrorListener {

    private static final Logger LOG = Logger.getLogger(NatsConnection.class);

    private final NatsConfig config;
    private final TlsConfigurationRegistry tls;
    private Runnable established = () -> {};
    private Connection connection;
    private boolean up;
    private boolean told;
    private boolean closing;
    private final Set<String> toldErrors = new HashSet<>();
    private String lastError = "no answer yet";

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
                .errorListener(this)
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
        return up ? Optional.of(connection) : Optional.empty();
    }

    /** @return the connection if it is up */
    synchronized Optional<Connection> current() {
        return up ? Optional.of(connection) : Optional.empty();
    }

    /** @return what keeps the connection from being up, or nothing */
    synchronized Optional<String> trouble() {
        return up ? Optional.empty() : Optional.of("NATS at " + describe() + " cannot be reached: " + lastError);
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
            told = false;
            toldErrors.clear();
            notifyAll();
        }
        LOG.infof("connected to NATS at %s", NatsOptions.withoutSecrets(source.getConnectedUrl()));
        established.run();
    }

    private synchronized void isDown(Connection source) {
        connection = source;
        if (up) {
            lastError = "the connection broke";
        }
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
        try {
            TimeUnit.NANOSECONDS.sleep(config.reconnectWait().toNanos() * 5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        synchronized (this) {
            if (closing) {
                return;
            }
        }
        connect();
    }

    @Override
    public void errorOccurred(Connection source, String error) {
        synchronized (this) {
            lastError = error;
            if (!toldErrors.add(error)) {
                return;
            }
        }
        LOG.warnf("NATS: %s%s", error, error.contains("uthori") ? "; check sli-provider.nats.* credentials" : "");
    }

    @Override
    public void exceptionOccurred(Connection source, Exception problem) {
        synchronized (this) {
            if (!up) {
                lastError = NatsOptions.withoutSecrets(reason(problem));
            }
        }
        LOG.debugf(problem, "NATS");
    }

    private static String reason(Exception problem) {
        Throwable root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return root instanceof GeneralSecurityException
                ? "its certificate is not accepted (" + message + "); check quarkus.tls.nats.trust-store.pem.certs"
                : message;
    }

    @Override
    public void slowConsumerDetected(Connection source, Consumer consumer) {
        LOG.errorf(
                "NATS: events were dropped because too many wait (%d); raise the limits, add replicas, or use JetStream",
                consumer.getPendingMessageCount());
    }
}
