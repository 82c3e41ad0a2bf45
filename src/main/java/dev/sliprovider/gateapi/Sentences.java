package dev.sliprovider.gateapi;

import dev.sliprovider.gate.Conclusion;
import dev.sliprovider.report.Verdict;
import dev.sliprovider.slo.ObjectiveResult;
import dev.sliprovider.task.OneLine;
import dev.sliprovider.transport.Problem;
import java.util.Locale;
import java.util.stream.Collectors;

/** An outcome as one sentence. */
final class Sentences {

    private static final int LONGEST = 600;
    private static final int MOST_OBJECTIVES = 5;

    private Sentences() {}

    /** @return verdict, score, and the objectives that decided */
    static String of(Outcome outcome) {
        String sentence =
                switch (outcome) {
                    case Outcome.Impossible impossible -> impossible.problem().detail();
                    case Outcome.Concluded concluded ->
                        concluded.isVerdict()
                                ? verdict(concluded)
                                : concluded.recorded().verdict().evaluation().message();
                };
        String line = OneLine.whole(sentence.replaceAll("\\s*\\R\\s*", "; "));
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private static String verdict(Outcome.Concluded concluded) {
        Verdict verdict = concluded.recorded().verdict();
        String score = verdict.score().isPresent()
                ? String.format(
                        Locale.ROOT, ", score %.1f of 100", verdict.score().getAsDouble())
                : "";
        String reasons = verdict.lines().stream()
                .filter(line -> line.result().status() == ObjectiveResult.Status.FAIL
                        || line.result().status() == ObjectiveResult.Status.WARNING)
                .limit(MOST_OBJECTIVES)
                .map(Verdict.Line::reason)
                .collect(Collectors.joining("; "));
        return concluded.conclusion().outcome() + ": " + verdict.scope() + score
                + (reasons.isEmpty() ? "" : "; " + reasons);
    }

    /** @return why an evaluation has no verdict */
    static Problem problem(Outcome.Concluded concluded) {
        return Problems.errored(of(concluded), concluded.conclusion() == Conclusion.UNAVAILABLE);
    }
}
