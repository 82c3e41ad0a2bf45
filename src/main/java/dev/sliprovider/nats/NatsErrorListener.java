package dev.sliprovider.nats;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** What the NATS library complains of: kept for people who ask, and told once for each time that the server is away. */
final class NatsErrorListener implements ErrorListener {

    private static final Logger LOG = Logger.getLogger(NatsErrorListener.class);

    /** How the server begins to say what is not allowed. */
    static final String DENIED = "Permissions Violation";

    /** So it says that it has not taken a subscription; the connection stays, and nothing comes over it. */
    private static final String TOO_MANY = "maximum subscriptions exceeded";

    private static final int MOST_TOLD = 100;

    private final Consumer<Connection> refused;
    private final Set<String> told = new HashSet<>();
    private String last = "no answer yet";
    /** What the server does not let this user do, until another connection. */
    private String denied;
    /** Of which it allows no more. */
    private String limit;

    /** @param refused is run with a connection over which a subscription was refused that may be allowed later */
    NatsErrorListener(Consumer<Connection> refused) {
        this.refused = refused;
    }

    /** @return the last complaint, without secrets */
    synchronized String last() {
        return last;
    }

    /** @return what the server does not let this user do, or nothing */
    synchronized Optional<String> denied() {
        return Stream.of(denied, limit)
                .filter(Objects::nonNull)
                .reduce((first, second) -> first + "; " + second)
                .map("NATS does not allow it: "::concat);
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
        limit = null;
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
            deny(error);
        } else if (error.equals(TOO_MANY) && reach(error)) {
            refused.accept(source);
        }
        if (note(error)) {
            LOG.warnf("NATS: %s%s", error, error.contains("uthori") ? "; check sli-provider.nats.* credentials" : "");
        }
    }

    private synchronized void deny(String what) {
        denied = what + "; give the user this permission";
    }

    /** @return whether it is the first time over this connection */
    private synchronized boolean reach(String what) {
        boolean isFirst = limit == null;
        limit = what + "; raise this limit of the server, the account or the user";
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
