package dev.sliprovider.gateapi;

import dev.sliprovider.gate.Conclusion;
import dev.sliprovider.gate.ReportedEvaluation;
import dev.sliprovider.transport.Problem;

/** What came of an evaluation. */
sealed interface Outcome {

    /**
     * It took place.
     *
     * @param recorded its event
     * @param conclusion what follows of it
     */
    record Concluded(ReportedEvaluation recorded, Conclusion conclusion) implements Outcome {}

    /**
     * It did not take place, or its result could not be recorded.
     *
     * @param problem why
     */
    record Impossible(Problem problem) implements Outcome {}

    /** @return whether it says something about the service; otherwise the same request may be repeated */
    default boolean isVerdict() {
        return switch (this) {
            case Concluded concluded -> concluded.conclusion().isVerdict();
            case Impossible impossible -> false;
        };
    }
}
