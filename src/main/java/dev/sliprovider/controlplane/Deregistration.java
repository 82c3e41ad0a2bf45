package dev.sliprovider.controlplane;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The last words to the control plane; the end of the process does not wait long for them. */
record Deregistration(ControlPlane controlPlane) {

    private static final Logger LOG = Logger.getLogger(Deregistration.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /**
     * @param unregister id of the registration that is to be deleted
     * @return ends in two seconds at most, and never fails
     */
    Uni<Void> say(Optional<String> unregister) {
        return controlPlane
                .logged()
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem((Void) null)
                .chain(() -> unregister.map(this::unregister).orElseGet(() -> Uni.createFrom()
                        .voidItem()));
    }

    private Uni<Void> unregister(String id) {
        return controlPlane
                .unregister(id)
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(new Reply.Failed(controlPlane + " gives no answer", true))
                .invoke(Deregistration::tell)
                .replaceWithVoid();
    }

    private static void tell(Reply reply) {
        switch (reply) {
            case Reply.Done done -> LOG.info("the registration is deleted");
            case Reply.Unknown unknown -> LOG.info("the registration was deleted before");
            case Reply.Failed failed -> LOG.warnf("the registration is not deleted: %s", failed.why());
        }
    }
}
