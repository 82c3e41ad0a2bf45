package dev.sliprovider.cli;

import dev.sliprovider.cli.EvaluateRequest.Plan;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.ReportedEvaluation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Evaluates again and again: the first fail ends it, and the last result counts. Reports and the record are written in each
 * round, so that they are there whenever the program ends.
 */
final class Rounds {

    /** Evaluates once. */
    interface Evaluation {
        GateRun.Outcome of(Round round, EvaluationTarget target, Plan plan) throws GateException;
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

    /** @return the exit code of the last round */
    int run() throws GateException {
        var interruption = new Thread(this::interrupted, "interrupted");
        Runtime.getRuntime().addShutdownHook(interruption);
        try {
            return runAll();
        } finally {
            forget(interruption);
        }
    }

    private int runAll() throws GateException {
        int number = 1;
        while (true) {
            var round = new Round(number, repetition.rounds(), done);
            EvaluationTarget target = request.target().with(repetition.window());
            GateRun.Outcome outcome =
                    evaluation.of(round, target, request.plan().at(Instant.now()));
            add(outcome.recorded());
            if (round.isLast(outcome.conclusion())) {
                output.note("Ended after round " + number + " of " + repetition.rounds() + ": "
                        + outcome.recorded().verdict().word() + ".");
                return outcome.code();
            }
            number = repetition.after(number, took());
            pause(number);
        }
    }

    private synchronized void add(ReportedEvaluation recorded) {
        done.add(recorded);
    }

    private Duration took() {
        return Duration.between(began, Instant.now());
    }

    private void pause(int next) throws GateException {
        Duration left = repetition.begins(next).minus(took());
        if (!left.isPositive()) {
            return;
        }
        try (var line = new ProgressLine(() -> "waiting for round " + next + " of " + repetition.rounds())) {
            // The pace that --every names; the calling thread has nothing else to do.
            Thread.sleep(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw GateException.unavailable("the rounds were interrupted");
        }
    }

    /** The process ends before the last round. A table was printed in each round; another form only now. */
    private synchronized void interrupted() {
        if (done.isEmpty()) {
            output.note("Interrupted before the first round was done: nothing is known.");
            return;
        }
        ReportedEvaluation last = done.getLast();
        if (request.plan().options().output != GateOutput.Format.TABLE) {
            output.print(request.plan().options().output, last);
        }
        output.note("Interrupted after " + done.size() + " of " + repetition.rounds() + " rounds; the last one: "
                + last.verdict().word() + ".");
    }

    private static void forget(Thread interruption) {
        try {
            Runtime.getRuntime().removeShutdownHook(interruption);
        } catch (IllegalStateException e) {
            // The process ends already, and the hook runs.
            return;
        }
    }
}
