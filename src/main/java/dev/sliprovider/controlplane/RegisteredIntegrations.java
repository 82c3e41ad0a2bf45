package dev.sliprovider.controlplane;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** Reads Keptn's list of integrations (contract §3.2). */
@Singleton
public final class RegisteredIntegrations {

    private final ControlPlaneConfig config;
    private final ControlPlane controlPlane;

    RegisteredIntegrations(ControlPlaneConfig config, ControlPlane controlPlane) {
        this.config = config;
        this.controlPlane = controlPlane;
    }

    /** Keptn's list cannot be read; the message has the cause and the remedy. */
    public static final class UnreadableException extends RuntimeException {
        UnreadableException(String message) {
            super(message);
        }
    }

    /** @return whether the control plane may be asked: the settings can forbid every call */
    public boolean isAllowed() {
        return !ControlPlaneSettingsCheck.isRegistrationDisabled(config);
    }

    /** @return all integrations, this program included; fails with {@link UnreadableException}, bounded in time */
    public Uni<List<RegisteredIntegration>> all() {
        return controlPlane.list().map(outcome -> switch (outcome) {
            case RequestOutcome.Done done
            when done.body().isArray() ->
                done.body().valueStream().map(RegisteredIntegration::read).toList();
            // Go writes an empty list as null.
            case RequestOutcome.Done done when done.body().isNull() -> List.of();
            case RequestOutcome.Done done ->
                throw new UnreadableException(controlPlane
                        .notUnderstood("a request for the list of integrations")
                        .why());
            case RequestOutcome.Unknown unknown ->
                throw new UnreadableException(unknown.why() + "; " + controlPlane.checkAddress());
            case RequestOutcome.Failed failed -> throw new UnreadableException(failed.why());
        });
    }

    /** @return how to delete a registration that is left over, half a sentence */
    public String howToDelete(RegisteredIntegration integration) {
        return "curl -X DELETE " + controlPlane.address(integration.id());
    }
}
