package dev.sliprovider.polling;

import java.util.Optional;
import org.jboss.logging.Logger;

/** The state of a repeated operation. Logs the first failure and the recovery. */
final class FailureLog {

    private final Logger log;
    private final String work;
    private volatile Optional<String> trouble;
    private int failures;

    /**
     * @param work name of the operation
     * @param initially the trouble before the first attempt has ended
     */
    FailureLog(Logger log, String work, String initially) {
        this.log = log;
        this.work = work;
        this.trouble = Optional.of(initially);
    }

    synchronized void failed(String why) {
        if (failures++ == 0) {
            log.warnf("%s: %s; retrying", work, why);
        }
        trouble = Optional.of(why);
    }

    /** An attempt makes progress, though it is not complete. */
    synchronized void progressed() {
        if (failures == 0) {
            trouble = Optional.empty();
        }
    }

    synchronized void succeeded() {
        if (failures > 0) {
            log.infof("%s: works again after %d attempts", work, failures);
        }
        failures = 0;
        trouble = Optional.empty();
    }

    /** @return the number of consecutive failures */
    synchronized int failures() {
        return failures;
    }

    /** @return the cause of the last failure; empty after a success */
    Optional<String> trouble() {
        return trouble;
    }
}
