package dev.sliprovider.controlplane;

import dev.sliprovider.settings.Bounds;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Whether the control plane answers: told once when that changes, and how long to wait before the next attempt. */
final class Heartbeat {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final Logger LOG = Logger.getLogger(Heartbeat.class);
    private static final int MOST_DOUBLINGS = 15;

    /** So many pings may be without an answer. */
    private static final int PINGS = 3;

    /** What was said last. */
    private enum Told {
        NOTHING,
        AWAY,
        REFUSED
    }

    private final Duration interval;
    private final Duration patience;
    private int failures;
    private boolean everHeld;
    private long heldAt;
    private Told told = Told.NOTHING;
    private String why = "no answer of the control plane yet";

    Heartbeat(ControlPlaneConfig config) {
        Bounds.positive("sli-provider.control-plane.ping-interval", config.pingInterval());
        if (config.pingInterval().compareTo(LONGEST_PAUSE) > 0) {
            throw new IllegalArgumentException("sli-provider.control-plane.ping-interval is " + config.pingInterval()
                    + "; it must be at most 30 s, or Bridge takes this for gone");
        }
        this.interval = config.pingInterval();
        this.patience = interval.multipliedBy(PINGS).plus(config.timeout());
    }

    /** The control plane has answered as it should. */
    synchronized void held() {
        if (told != Told.NOTHING) {
            LOG.info("the control plane answers again");
        }
        told = Told.NOTHING;
        failures = 0;
        everHeld = true;
        heldAt = System.nanoTime();
    }

    /**
     * A single answer that does not come is no news, except at the start or if somebody has to do something.
     *
     * @param meanwhile what goes on without the control plane, for people
     * @return the pause before the next attempt, by chance, so that replicas do not come all at once
     */
    synchronized Duration lost(Reply.Failed failed, String meanwhile) {
        failures++;
        why = failed.why();
        Told now = failed.mayPass() ? Told.AWAY : Told.REFUSED;
        boolean isWorthTelling = now == Told.REFUSED || !everHeld || failures > 1;
        if (isWorthTelling && now.compareTo(told) > 0) {
            LOG.warnf("%s; trying on. Meanwhile %s", why, meanwhile);
            told = now;
        } else {
            LOG.debugf("%s; trying on", why);
        }
        long doubled = interval.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
        long longest = failed.mayPass() ? Math.min(doubled, LONGEST_PAUSE.toMillis()) : LONGEST_PAUSE.toMillis();
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(Math.max(1, longest / 2), longest + 1));
    }

    /** @return why this does not count as registered, or nothing */
    synchronized Optional<String> trouble() {
        boolean isRecent = everHeld && System.nanoTime() - heldAt < patience.toNanos();
        return isRecent ? Optional.empty() : Optional.of(why);
    }
}
