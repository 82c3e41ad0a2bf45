package dev.sliprovider.cli;

import dev.sliprovider.endpoint.EndpointException;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.GateFiles;
import dev.sliprovider.getsli.WindowException;
import dev.sliprovider.resource.ProjectFiles;
import dev.sliprovider.resource.ResourceConfig;
import dev.sliprovider.sli.BuiltInIndicators;
import dev.sliprovider.sli.SliConfig;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import java.util.Optional;
import java.util.Set;

/** An evaluation that needs Prometheus, or files from Keptn. */
@Dependent
final class EvaluateOnce implements BootedCommand<EvaluateRequest> {

    private final Instance<ProjectFiles> files;
    private final Instance<AskedValues> values;
    private final ResourceConfig resource;
    private final CiRun ci = new CiRun(System.getenv());

    EvaluateOnce(Instance<ProjectFiles> files, Instance<AskedValues> values, ResourceConfig resource) {
        this.files = files;
        this.values = values;
        this.resource = resource;
    }

    @Override
    public int run(EvaluateRequest request) {
        try {
            return evaluate(request);
        } catch (GateException e) {
            return GateExit.explain(e);
        } catch (EndpointException | WindowException | IllegalArgumentException e) {
            return GateExit.explain(GateException.wrongInput(e.getMessage()));
        } finally {
            HttpLogs.mute();
        }
    }

    private int evaluate(EvaluateRequest request) throws GateException {
        GateFiles found = request.files().isPresent() ? request.files().get() : ofKeptn(request.target());
        SliConfig config = found.queries(BuiltInIndicators.withJob(resource.builtInJob()));
        Optional<Set<String>> known = Optional.of(config.queries().keySet());
        if (request.values().isPresent()) {
            return new GateRun(request.plan(), ci).run(found, EvaluateValues.values(request, found), known);
        }
        if (request.repetition().isPresent()) {
            return new Rounds(request, rounds(request, found, config, known)).run();
        }
        return judge(Round.ONLY, request.plan(), asked(request, request.target(), found, config), found, known)
                .code();
    }

    private Rounds.Evaluation rounds(
            EvaluateRequest request, GateFiles found, SliConfig config, Optional<Set<String>> known) {
        return new Rounds.Evaluation() {
            @Override
            public AskedValues.Asked ask(EvaluationTarget target) throws GateException {
                return values.get().ask(request, target, found, config);
            }

            @Override
            public GateRun.Outcome judge(Round round, EvaluateRequest.Plan plan, AskedValues.Asked asked)
                    throws GateException {
                return EvaluateOnce.this.judge(round, plan, asked, found, known);
            }
        };
    }

    private AskedValues.Asked asked(EvaluateRequest request, EvaluationTarget target, GateFiles found, SliConfig config)
            throws GateException {
        AskedValues.Asked asked = values.get().ask(request, target, found, config);
        HttpLogs.mute();
        return asked;
    }

    private GateRun.Outcome judge(
            Round round,
            EvaluateRequest.Plan plan,
            AskedValues.Asked asked,
            GateFiles found,
            Optional<Set<String>> known)
            throws GateException {
        return new GateRun(plan, ci, round).judge(found, asked.values(), known, asked.live());
    }

    private GateFiles ofKeptn(EvaluationTarget target) throws GateException {
        return new LeveledFiles(files.get(), target.scope(), target.commit(), GateException.Kind.UNAVAILABLE)
                .read(GateFileOptions.SLO);
    }
}
