package dev.sliprovider.cli;

import dev.sliprovider.endpoint.EndpointException;
import dev.sliprovider.endpoint.PrometheusEndpoints;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.GateFiles;
import dev.sliprovider.gate.Values;
import dev.sliprovider.getsli.SliRetrieval;
import dev.sliprovider.getsli.WindowException;
import dev.sliprovider.resource.ProjectFiles;
import dev.sliprovider.resource.ResourceConfig;
import dev.sliprovider.sli.BuiltInIndicators;
import dev.sliprovider.sli.SliConfig;
import dev.sliprovider.sli.SliTask;
import dev.sliprovider.transport.EventsConfig;
import dev.sliprovider.waiting.Deadline;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import java.util.Optional;

/** An evaluation that needs Prometheus, or files that Keptn has. */
@Dependent
final class EvaluateOnce implements BootedCommand<EvaluateRequest> {

    private final Instance<ProjectFiles> files;
    private final Instance<SliRetrieval> retrieval;
    private final Instance<PrometheusEndpoints> endpoints;
    private final Settings settings;

    /** The settings that an evaluation needs. */
    @Dependent
    record Settings(ResourceConfig resource, EventsConfig events) {}

    EvaluateOnce(
            Instance<ProjectFiles> files,
            Instance<SliRetrieval> retrieval,
            Instance<PrometheusEndpoints> endpoints,
            Settings settings) {
        this.files = files;
        this.retrieval = retrieval;
        this.endpoints = endpoints;
        this.settings = settings;
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
        SliConfig config =
                found.queries(BuiltInIndicators.withJob(settings.resource().builtInJob()));
        Values values = request.values().isPresent()
                ? EvaluateValues.values(request, found)
                : request.coverage().required(asked(request.target(), found, config));
        HttpLogs.mute();
        return new GateRun(request.plan(), new CiRun(System.getenv()))
                .run(found, values, Optional.of(config.queries().keySet()));
    }

    private GateFiles ofKeptn(Target target) throws GateException {
        return new LeveledFiles(files.get(), target.scope(), target.commit(), GateException.Kind.UNAVAILABLE)
                .read(GateFileOptions.SLO);
    }

    private Values asked(Target target, GateFiles found, SliConfig config) {
        SliTask task = target.task(found.indicators(), found.config().filter());
        var deadline = Deadline.in(settings.events().deadline());
        try (var known = new KnownIndicators()) {
            known.expect(task.indicators().stream().distinct().count());
            var outcome = retrieval
                    .get()
                    .retrieve(config, task, deadline, known)
                    .await()
                    .indefinitely();
            String endpoint = endpoints
                    .get()
                    .of(task.scope().project())
                    .await()
                    .indefinitely()
                    .toString();
            return Retrieved.values(task, target.window().orElseThrow(), outcome, endpoint);
        }
    }
}
