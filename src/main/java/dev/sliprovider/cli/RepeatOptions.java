package dev.sliprovider.cli;

import dev.sliprovider.evaluator.Window;
import dev.sliprovider.gate.GateException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether the evaluation is repeated for some time. */
final class RepeatOptions {

    private static final Duration USUAL = Duration.ofMinutes(1);
    private static final int MOST_ROUNDS = 1000;

    @Option(
            names = "--during",
            paramLabel = "10m",
            description = "Evaluate again and again for so long; the first fail ends it, and the last result counts.")
    String during;

    @Option(
            names = "--every",
            paramLabel = "1m",
            description = "Time from one round of --during to the next (default: 1m).")
    String every;

    /** @throws GateException if the options cannot be used together with each other or with the target */
    Optional<Repetition> toRepetition(EvaluationTargetOptions target) throws GateException {
        if (during == null) {
            if (every != null) {
                throw GateException.wrongInput("--every goes with --during; say how long to go on with --during");
            }
            return Optional.empty();
        }
        if (target.times.end != null || target.event != null) {
            throw GateException.wrongInput("--during evaluates windows that end now, and "
                    + (target.times.end != null ? "--end" : "--event") + " names another end; leave one of them out");
        }
        try {
            return Optional.of(repetition(target));
        } catch (IllegalArgumentException e) {
            throw GateException.wrongInput(e.getMessage());
        }
    }

    private Repetition repetition(EvaluationTargetOptions target) {
        Duration whole = Window.length("--during", during);
        Duration step = every == null ? USUAL : Window.length("--every", every);
        if (step.compareTo(whole) > 0) {
            throw new IllegalArgumentException(
                    "--every " + step.toSeconds() + "s is longer than --during " + during + "; choose a shorter step");
        }
        if (whole.dividedBy(step) >= MOST_ROUNDS) {
            throw new IllegalArgumentException("--during " + during + " has more than " + MOST_ROUNDS
                    + " rounds; choose a longer step with --every");
        }
        return new Repetition(whole, step, target.times.fixedStart(), Optional.ofNullable(target.times.timeframe));
    }
}
