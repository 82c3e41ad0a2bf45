package dev.sliprovider.gateapi;

import dev.sliprovider.transport.Problem;
import java.util.Optional;

/** A request cannot be answered as its client wants. */
final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    /** A member or parameter of the request cannot be used. */
    static ProblemException wrong(String field, String detail) {
        return new ProblemException(new Problem(400, "Unusable request", detail, Optional.of(field)));
    }

    Problem problem() {
        return problem;
    }
}
