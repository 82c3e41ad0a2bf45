package dev.sliprovider.controlplane;

import dev.sliprovider.waiting.Backoff;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The state of the connection to the control plane. Logs its changes, and determines the time of the next request. */
final class Heartbeat {

    /** Bridge hides an integration that has not pinged for two minutes (contract §4.4). */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final Logger LOG = Logger.getLogger(Heartbeat.class);

    /** Number of pings that may fail before the program counts as not registered. */
    private static final int MISSED_PINGS = 3;

    /** The state that was logged last. */
    private enum Logged {
        NOTHING,
        UNAVAILABLE,
        REFUSED
    }

    private final Backoff backoff;
    private final Backoff afterRefusal = new Backoff(LONGEST_PAUSE, LONGEST_PAUSE);
    private final Duration patience;
    private int failures;
    private Optional<Long> answeredAt = Optional.empty();
    private Logged logged = Logged.NOTHING;
    private String why = "no response from the control plane yet";

    Heartbeat(ControlPlaneConfig config) {
        this.backoff = new Backoff(config.pingInterval(), LONGEST_PAUSE);
        this.patience = config.pingInterval().multipliedBy(MISSED_PINGS).plus(config.timeout());
    }

    /** The control plane has answered a ping. */
    synchronized void answered() {
        if (logged != Logged.NOTHING) {
            LOG.info("the control plane responds again");
        }
        logged = Logged.NOTHING;
        failures = 0;
        answeredAt = Optional.of(System.nanoTime());
    }

    /**
     * A request has failed. A single failure is logged only at the start, or if a user has to act.
     *
     * @param meanwhile what continues without the control plane, as a sentence
     * @return the pause before the next attempt
     */
    synchronized Duration failed(RequestOutcome.Failed failed, String meanwhile) {
        failures++;
        why = failed.why();
        Logged now = failed.mayPass() ? Logged.UNAVAILABLE : Logged.REFUSED;
        boolean isNews = now == Logged.REFUSED || answeredAt.isEmpty() || failures > 1;
        if (isNews && now.compareTo(logged) > 0) {
            LOG.warnf("%s; retrying. Meanwhile %s", why, meanwhile);
            logged = now;
        } else {
            LOG.debugf("%s; retrying", why);
        }
        return (failed.mayPass() ? backoff : afterRefusal).pause(failures);
    }

    /** @return why the program does not count as registered; empty if it does */
    synchronized Optional<String> trouble() {
        return answeredAt
                .filter(then -> System.nanoTime() - then < patience.toNanos())
                .map(then -> Optional.<String>empty())
                .orElseGet(() -> Optional.of(why));
    }
}
