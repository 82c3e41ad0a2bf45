package dev.sliprovider.cli;

import dev.sliprovider.cli.EvaluateRequest.Plan;
import dev.sliprovider.evaluator.AskedValues;
import dev.sliprovider.evaluator.EvaluationTarget;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.ReportedEvaluation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Evaluates again and again: the first fail ends it, and the last result counts. Reports and the record are written in each
 * round, so that they are there whenever the program ends.
 */
final class Rounds {

    /** One evaluation in its two parts. */
    interface Evaluation {
        /** Asks Prometheus; a signal does not wait for it. */
        AskedValues ask(EvaluationTarget target) throws GateException;

        /** Judges, prints and records. */
        GateRun.Outcome judge(Round round, Plan plan, AskedValues asked) throws GateException;
    }

    private final EvaluateRequest request;
    private final Repetition repetition;
    private final Evaluation evaluation;
    private final GateOutput output = new GateOutput();
    private final List<ReportedEvaluation> done = new ArrayList<>();
    private final Instant began = Instant.now();

    /** @param request with a repetition */
    Rounds(EvaluateRequest request, Evaluation evaluation) {
        this.request = request;
        this.repetition = request.repetition().orElseThrow();
        this.evaluation = evaluation;
    }

    /** @return the exit code of the last round; 130 or 143 after a signal */
    int run() throws GateException {
        try (var stop = new StopSignal()) {
            int number = 1;
            while (true) {
                Optional<AskedValues> asked = asked(stop);
                if (asked.isEmpty()) {
                    return interrupted(stop);
                }
                var round = new Round(number, repetition.rounds(), done);
                GateRun.Outcome outcome = evaluation.judge(round, request.plan().at(Instant.now()), asked.get());
                done.add(outcome.recorded());
                if (round.isLast(outcome.conclusion())) {
                    output.note("Ended after round " + number + " of " + repetition.rounds() + ": "
                            + outcome.recorded().verdict().word() + ".");
                    return outcome.code();
                }
                number = repetition.after(number, took());
                if (pause(number, stop)) {
                    return interrupted(stop);
                }
            }
        }
    }

    /** On a thread of its own, because a signal does not wait for the answers. */
    private Optional<AskedValues> asked(StopSignal stop) throws GateException {
        EvaluationTarget target = request.target().with(repetition.window());
        var task = new FutureTask<>(() -> evaluation.ask(target));
        Thread.ofPlatform().daemon().start(task);
        try {
            return stop.await(task);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case GateException failure -> throw failure;
                case RuntimeException bug -> throw bug;
                case Throwable other -> throw new IllegalStateException(other);
            }
        }
    }

    private Duration took() {
        return Duration.between(began, Instant.now());
    }

    /** @return whether a signal has ended the pause */
    private boolean pause(int next, StopSignal stop) {
        Duration left = repetition.begins(next).minus(took());
        if (!left.isPositive()) {
            return stop.isGiven();
        }
        try (var line = new ProgressLine(() -> "waiting for round " + next + " of " + repetition.rounds())) {
            return stop.isGivenWithin(left);
        }
    }

    /** A table was printed in each round; another form only now. */
    private int interrupted(StopSignal stop) {
        if (done.isEmpty()) {
            output.note("Interrupted before the first round was done: nothing is known.");
            return stop.exitCode();
        }
        ReportedEvaluation last = done.getLast();
        if (request.plan().options().output != GateOutput.Format.TABLE) {
            output.print(request.plan().options().output, last);
        }
        output.note("Interrupted after " + done.size() + " of " + repetition.rounds() + " rounds; the last one: "
                + last.verdict().word() + ".");
        return stop.exitCode();
    }
}
