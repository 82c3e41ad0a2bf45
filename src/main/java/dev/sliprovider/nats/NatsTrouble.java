package dev.sliprovider.nats;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** What the NATS library complains of: kept for people who ask, and told once for each time that the server is away. */
final class NatsTrouble implements ErrorListener {

    private static final Logger LOG = Logger.getLogger(NatsTrouble.class);

    /** How the server begins to say what is not allowed. */
    static final String DENIED = "Permissions Violation";

    /** So it says that it has not taken a subscription; the connection stays, and nothing comes over it. */
    private static final String TOO_MANY = "maximum subscriptions exceeded";

    private static final int MOST_TOLD = 100;

    private final Consumer<Connection> refused;
    private final Set<String> told = new HashSet<>();
    private String last = "no answer yet";
    private String denied;

    /** @param refused is run with a connection over which a subscription was refused that may be allowed later */
    NatsTrouble(Consumer<Connection> refused) {
        this.refused = refused;
    }

    /** @return the last complaint, without secrets */
    synchronized String last() {
        return last;
    }

    /** @return what the server does not let this user do, or nothing */
    synchronized Optional<String> denied() {
        return Optional.ofNullable(denied);
    }

    /** A connection cannot even be tried. */
    void failed(String why) {
        if (note(why)) {
            LOG.warnf("NATS: %s; trying again", why);
        }
    }

    /** The server is there. */
    synchronized void over() {
        denied = null;
        told.clear();
        last = "the connection broke";
    }

    /** @return whether these words are new since the server was there the last time */
    private synchronized boolean note(String words) {
        last = words;
        return told.size() < MOST_TOLD && told.add(words);
    }

    @Override
    public void errorOccurred(Connection source, String error) {
        if (error.startsWith(DENIED)) {
            deny(error + "; give the user this permission");
        } else if (error.equals(TOO_MANY)
                && deny(error + "; raise this limit of the server, the account or the user")) {
            refused.accept(source);
        }
        if (note(error)) {
            LOG.warnf("NATS: %s%s", error, error.contains("uthori") ? "; check sli-provider.nats.* credentials" : "");
        }
    }

    /** @return whether nothing was denied over this connection before */
    private synchronized boolean deny(String what) {
        boolean isFirst = denied == null;
        denied = "NATS does not allow it: " + what;
        return isFirst;
    }

    @Override
    public void exceptionOccurred(Connection source, Exception problem) {
        note(NatsOptions.withoutSecrets(reason(problem)));
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
    public void slowConsumerDetected(Connection source, io.nats.client.Consumer consumer) {
        LOG.errorf(
                "NATS: events were dropped because too many wait (%d); raise the limits, add replicas, or use JetStream",
                consumer.getPendingMessageCount());
    }
}
