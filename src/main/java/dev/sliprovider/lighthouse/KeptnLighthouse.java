package dev.sliprovider.lighthouse;

import dev.sliprovider.controlplane.RegisteredIntegration;

/** How Keptn's own evaluator is recognised in the list of integrations (contract §2.1, §4.1). */
final class KeptnLighthouse {

    /** The name of its deployment, under which it registers, and the source of its events. */
    static final String NAME = "lighthouse-service";

    private static final String TRIGGERED = "sh.keptn.event.evaluation.triggered";
    private static final String FINISHED = "sh.keptn.event.get-sli.finished";

    private KeptnLighthouse() {}

    /** Under another name, it is the only integration that hears both the request and the values. */
    static boolean is(RegisteredIntegration integration) {
        return integration.name().equals(NAME)
                || integration.events().contains(TRIGGERED)
                        && integration.events().contains(FINISHED);
    }
}
