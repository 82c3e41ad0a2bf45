package dev.sliprovider.controlplane;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The last requests to the control plane at the shutdown of the process, bounded in time. */
record Deregistration(ControlPlane controlPlane) {

    private static final Logger LOG = Logger.getLogger(Deregistration.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /**
     * Waits for log entries in flight, then deletes the registration.
     *
     * @param id of the registration to delete; empty to keep it
     * @return completes in at most two seconds, and never fails
     */
    Uni<Void> run(Optional<String> id) {
        return controlPlane
                .logged()
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem((Void) null)
                .chain(() -> id.map(this::unregister)
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> unregister(String id) {
        return controlPlane
                .unregister(id)
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(new RequestOutcome.Failed(controlPlane + " gives no answer", true))
                .invoke(Deregistration::log)
                .replaceWithVoid();
    }

    private static void log(RequestOutcome reply) {
        switch (reply) {
            case RequestOutcome.Done done -> LOG.info("the registration is deleted");
            case RequestOutcome.Unknown unknown -> LOG.info("the registration was already deleted");
            case RequestOutcome.Failed failed -> LOG.warnf("the registration is not deleted: %s", failed.why());
        }
    }
}
