package dev.sliprovider.nats;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Receives errors from the NATS library: keeps the last one, and logs each text once for each outage. */
final class NatsErrorListener implements ErrorListener {

    private static final Logger LOG = Logger.getLogger(NatsErrorListener.class);

    /** The beginning of the server's text for a missing permission. */
    static final String DENIED = "Permissions Violation";

    /** The server's text for a rejected subscription. The connection stays up, and no events arrive over it. */
    private static final String TOO_MANY = "maximum subscriptions exceeded";

    private static final int MOST_LOGGED = 100;

    private final Consumer<Connection> onRefusedSubscription;
    private final Set<String> logged = new HashSet<>();
    private final ReceivedErrors received = new ReceivedErrors();
    private String last = "no answer yet";
    /** The missing permission; valid until the next connection. */
    private String denied;
    /** The limit that was reached; valid until the next connection. */
    private String limit;
    /** @param onRefusedSubscription gets a connection over which a subscription was rejected that may succeed later */
    NatsErrorListener(Consumer<Connection> onRefusedSubscription) {
        this.onRefusedSubscription = onRefusedSubscription;
    }

    /** @return the last error, without secrets */
    synchronized String last() {
        return last;
    }

    /** @return the missing permission or the reached limit, with the remedy; empty if there is none */
    synchronized Optional<String> refusal() {
        return Stream.of(denied, limit)
                .filter(Objects::nonNull)
                .reduce((first, second) -> first + "; " + second)
                .map("NATS does not allow it: "::concat);
    }

    /** @return see {@link ReceivedErrors#since} */
    Set<String> since(Connection open, long before, Duration longest) throws InterruptedException {
        return received.since(open, before, longest);
    }

    /** An attempt to connect could not begin. */
    void connectFailed(String why) {
        if (note(why)) {
            LOG.warnf("NATS: %s; retrying", why);
        }
    }

    /** The outage is over, and a new connection may have other permissions. */
    synchronized void connectionEstablished() {
        denied = null;
        limit = null;
        logged.clear();
        last = "the connection broke";
    }

    /** @return whether the text is new since the last connection was established */
    private synchronized boolean note(String text) {
        last = text;
        return logged.size() < MOST_LOGGED && logged.add(text);
    }

    @Override
    public void errorOccurred(Connection source, String error) {
        received.add(source, error);
        if (error.startsWith(DENIED)) {
            deny(error);
        } else if (error.equals(TOO_MANY) && reach(error)) {
            onRefusedSubscription.accept(source);
        }
        if (note(error)) {
            LOG.warnf("NATS: %s%s", error, error.contains("uthori") ? "; check sli-provider.nats.* credentials" : "");
        }
    }

    private synchronized void deny(String error) {
        denied = error + "; give the user this permission";
    }

    /** @return whether this is the first time for this connection */
    private synchronized boolean reach(String error) {
        boolean isFirst = limit == null;
        limit = error + "; raise this limit of the server, the account or the user";
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
