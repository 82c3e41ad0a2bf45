package dev.sliprovider.cli;

import dev.sliprovider.evaluator.AskedValues;
import dev.sliprovider.evaluator.EvaluationTarget;
import dev.sliprovider.evaluator.Evaluator;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.GateFiles;
import dev.sliprovider.transport.EventsConfig;
import jakarta.enterprise.context.Dependent;
import java.util.Optional;
import java.util.Set;

/** An evaluation that needs Prometheus, or files from Keptn. */
@Dependent
final class EvaluateOnce implements BootedCommand<EvaluateRequest> {

    private final Evaluator evaluator;
    private final EventsConfig events;
    private final CiRun ci = new CiRun(System.getenv());

    EvaluateOnce(Evaluator evaluator, EventsConfig events) {
        this.evaluator = evaluator;
        this.events = events;
    }

    @Override
    public int run(EvaluateRequest request) {
        try {
            return evaluate(request);
        } catch (GateException e) {
            return GateExit.explain(e);
        } catch (IllegalArgumentException e) {
            return GateExit.explain(GateException.wrongInput(e.getMessage()));
        } finally {
            HttpLogs.mute();
        }
    }

    private int evaluate(EvaluateRequest request) throws GateException {
        GateFiles found =
                request.files().isPresent() ? request.files().get() : Awaited.of(evaluator.files(request.target()));
        Optional<Set<String>> known =
                Optional.of(evaluator.indicators(found).queries().keySet());
        if (request.values().isPresent()) {
            return new GateRun(request.plan(), ci).run(found, EvaluateValues.values(request, found), known);
        }
        if (request.repetition().isPresent()) {
            return new Rounds(request, rounds(request, found, known)).run();
        }
        return judge(Round.ONLY, request.plan(), asked(request, request.target(), found), found, known)
                .code();
    }

    private Rounds.Evaluation rounds(EvaluateRequest request, GateFiles found, Optional<Set<String>> known) {
        return new Rounds.Evaluation() {
            @Override
            public AskedValues ask(EvaluationTarget target) throws GateException {
                return EvaluateOnce.this.ask(request, target, found);
            }

            @Override
            public GateRun.Outcome judge(Round round, EvaluateRequest.Plan plan, AskedValues asked)
                    throws GateException {
                return EvaluateOnce.this.judge(round, plan, asked, found, known);
            }
        };
    }

    private AskedValues asked(EvaluateRequest request, EvaluationTarget target, GateFiles found) throws GateException {
        AskedValues asked = ask(request, target, found);
        HttpLogs.mute();
        return asked;
    }

    private AskedValues ask(EvaluateRequest request, EvaluationTarget target, GateFiles found) throws GateException {
        try (var progress = new EvaluationProgress(request.longestWait())) {
            return Awaited.of(evaluator.ask(request.question(target, found, events.deadline()), progress));
        }
    }

    private GateRun.Outcome judge(
            Round round, EvaluateRequest.Plan plan, AskedValues asked, GateFiles found, Optional<Set<String>> known)
            throws GateException {
        return new GateRun(plan, ci, round).judge(found, asked.values(), known, asked.live());
    }
}
