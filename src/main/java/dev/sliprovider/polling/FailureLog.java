package dev.sliprovider.polling;

import java.util.Optional;
import org.jboss.logging.Logger;

/** Whether something works; said once when it stops, and once when it is back. */
final class FailureLog {

    private final Logger log;
    private final String what;
    private volatile Optional<String> trouble;
    private int failures;

    /**
     * @param what works or does not
     * @param beginning why it is not known yet
     */
    FailureLog(Logger log, String what, String beginning) {
        this.log = log;
        this.what = what;
        this.trouble = Optional.of(beginning);
    }

    synchronized void failed(String why) {
        if (failures++ == 0) {
            log.warnf("%s: %s; this goes on until it works", what, why);
        }
        trouble = Optional.of(why);
    }

    /** The first attempt comes to something, though it is not at its end. */
    synchronized void begins() {
        if (failures == 0) {
            trouble = Optional.empty();
        }
    }

    synchronized void works() {
        if (failures > 0) {
            log.infof("%s: works again after %d attempts", what, failures);
        }
        failures = 0;
        trouble = Optional.empty();
    }

    /** @return how often it has failed since it worked */
    synchronized int failures() {
        return failures;
    }

    /** @return what is the matter, or nothing */
    Optional<String> trouble() {
        return trouble;
    }
}
