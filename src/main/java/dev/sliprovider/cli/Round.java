package dev.sliprovider.cli;

import dev.sliprovider.gate.Conclusion;
import dev.sliprovider.gate.ReportedEvaluation;
import java.util.ArrayList;
import java.util.List;

/**
 * One of several evaluations, or the only one.
 *
 * @param number from 1 on
 * @param of how many there are at most
 * @param earlier what came of the rounds before
 */
record Round(int number, int of, List<ReportedEvaluation> earlier) {

    /** The only evaluation. */
    static final Round ONLY = new Round(1, 1, List.of());

    /** Copies the list. */
    Round {
        earlier = List.copyOf(earlier);
    }

    boolean isOneOfSeveral() {
        return of > 1;
    }

    /** @return whether no round follows one that ended so: what is unavailable now may be there in the next */
    boolean isLast(Conclusion conclusion) {
        return number >= of
                || switch (conclusion) {
                    case FAIL, MISCONFIGURED -> true;
                    case PASS, WARNING, UNAVAILABLE -> false;
                };
    }

    /** @return what came of all rounds until now */
    List<ReportedEvaluation> until(ReportedEvaluation recorded) {
        var all = new ArrayList<>(earlier);
        all.add(recorded);
        return all;
    }
}
