package dev.sliprovider.gateapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.evaluator.CompareWith;
import dev.sliprovider.evaluator.EvaluationTarget;
import dev.sliprovider.gate.SourceFile;
import dev.sliprovider.sli.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A checked request for one evaluation.
 *
 * @param id of the evaluation
 * @param digest of a request whose id its client has chosen: another one with the same id and digest is the same request
 * @param target the service and its window
 * @param terms of the evaluation
 * @param given what the client brings
 */
record EvaluationRequest(String id, Optional<String> digest, EvaluationTarget target, Terms terms, Given given) {

    /** When an evaluation is kept in the history. */
    enum Recording {
        /** If the objectives say something about the service. */
        AUTO,
        /** Also if nothing is concluded. */
        ALWAYS,
        /** Not. */
        NEVER
    }

    /**
     * The terms of an evaluation.
     *
     * @param compareWith what it is compared with
     * @param waitForData longest wait for the samples of its window
     * @param deadline time for all of it
     * @param record whether it is recorded
     */
    record Terms(CompareWith compareWith, Duration waitForData, Duration deadline, Recording record) {

        /** @return the time for the queries, so that their failures are known before the deadline */
        Duration forQueries() {
            Duration left = deadline.minus(waiting()).minusSeconds(1);
            Duration half = deadline.dividedBy(2);
            return left.compareTo(half) > 0 ? left : half;
        }

        /** @return the longest wait for samples */
        Duration waiting() {
            Duration half = deadline.dividedBy(2);
            return waitForData.compareTo(half) < 0 ? waitForData : half;
        }
    }

    /**
     * What a client brings.
     *
     * @param values instead of those of Prometheus
     * @param slo instead of the file of the service
     * @param sli instead of the files of the service
     */
    record Given(Optional<JsonNode> values, Optional<SourceFile> slo, List<SourceFile> sli) {
        static final Given NOTHING = new Given(Optional.empty(), Optional.empty(), List.of());
    }

    /**
     * Identifies an evaluation: several services may use one id.
     *
     * @param scope the service
     * @param id of the evaluation
     */
    record Key(Scope scope, String id) {}

    Key key() {
        return new Key(scope(), id);
    }

    Scope scope() {
        return target.scope();
    }
}
