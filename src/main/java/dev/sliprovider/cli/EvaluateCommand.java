package dev.sliprovider.cli;

import dev.sliprovider.cli.EvaluateRequest.Plan;
import dev.sliprovider.evaluator.CompareWith;
import dev.sliprovider.evaluator.EvaluationTarget;
import dev.sliprovider.gate.EvaluationIdentity;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.GateFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Evaluates slo.yaml once, without Keptn: the quality gate. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Evaluates slo.yaml once, as Keptn did, and decides whether the service may be promoted.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:pass; also a warning, unless --warning-exit-code says otherwise",
            "1:a bug of this program",
            "2:wrong usage, slo.yaml, sli.yaml or configuration",
            "3:it could not be evaluated, for example because Prometheus cannot be reached; worth another attempt",
            "10:the objectives are not met"
        })
final class EvaluateCommand implements Callable<Integer> {

    @Mixin
    private EvaluationTargetOptions target;

    @Mixin
    private GateFileOptions files;

    @Option(
            names = "--values",
            paramLabel = "FILE",
            description = "Values, so that Prometheus is not queried: a get-sli.finished event, what get-sli -o json"
                    + " prints, or a map of names to numbers; - reads standard input.")
    private String values;

    @Option(names = "--prometheus", paramLabel = "URL", description = "Base URL (default: $$PROMETHEUS_ENDPOINT).")
    private PrometheusUrl prometheus;

    @Option(names = "--deadline", paramLabel = "60s", description = "Time for the whole retrieval (default: 60s).")
    private String deadline;

    @Mixin
    private CoverageOptions coverage;

    @Mixin
    private ComparisonOptions comparison;

    @Mixin
    private DataOptions data;

    @Mixin
    private RepeatOptions repeat;

    @Mixin
    private GateOutputOptions output;

    private final CiRun ci = new CiRun(System.getenv());

    @Override
    public Integer call() {
        try {
            EvaluateRequest request = request();
            return request.files().isPresent() && request.values().isPresent() && !comparison.history.isServer()
                    ? new EvaluateValues(request, ci).run()
                    : QuarkusLauncher.run(overrides(), EvaluateOnce.class, request, GateExit.BUG);
        } catch (GateException e) {
            return GateExit.explain(e);
        }
    }

    private EvaluateRequest request() throws GateException {
        files.check();
        coverage.share();
        if (values != null && (prometheus != null || deadline != null)) {
            throw GateException.wrongInput("--values has the values already; leave out --prometheus and --deadline");
        }
        if (values != null && coverage.share() > 0) {
            throw GateException.wrongInput("--values has no samples to look at; leave out --min-coverage");
        }
        if (values != null && (data.isGiven() || repeat.during != null)) {
            throw GateException.wrongInput(
                    "--values has the values already; leave out --wait-for-data, --on-stale and" + " --during");
        }
        if ("-".equals(values) && "-".equals(target.event)) {
            throw GateException.wrongInput("--values and --event cannot both be read from standard input");
        }
        EvaluationTarget asked = target.toTarget(values == null, ci);
        Optional<GateFiles> read = files.local(asked.scope());
        return new EvaluateRequest(
                asked,
                read,
                Optional.ofNullable(values).map(name -> new InputFile("--values", name)),
                plan(asked, read),
                data.longest(),
                data.isComplete(),
                repeat.toRepetition(target),
                coverage);
    }

    private Plan plan(EvaluationTarget asked, Optional<GateFiles> read) throws GateException {
        if (output.record == GateOutputOptions.Recording.ALWAYS && !comparison.history.isNamed()) {
            throw GateException.wrongInput("--record always needs a history; name it with --history");
        }
        if (output.id != null && output.id.isBlank()) {
            throw GateException.wrongInput("--id is empty; give an id, or leave it out");
        }
        CompareWith compareWith = comparison.toCompareWith();
        if (values != null && compareWith instanceof CompareWith.Live live) {
            throw GateException.wrongInput(
                    "--compare-with " + live.variants().getFirst().text()
                            + " asks Prometheus, and --values does not; compare with id:ID or file:FILE instead");
        }
        String id = Optional.ofNullable(output.id).or(ci::id).orElseGet(() -> UUID.randomUUID()
                .toString());
        var subject = new EvaluationIdentity(asked.scope(), id, Instant.now(), asked.deployment(), asked.attributes());
        List<ReportFile> reports = output.toReports();
        var inputs = new ArrayList<>(read.map(GateFiles::locations).orElse(List.of()));
        inputs.addAll(Arrays.asList(values, target.event));
        comparison.file().map(InputFile::name).ifPresent(inputs::add);
        for (ReportFile report : reports) {
            report.requireOther(inputs);
        }
        return new Plan(subject, compareWith, comparison, reports, output);
    }

    private ConfigOverrides overrides() {
        return ConfigOverrides.ofCommand("WARN")
                .with("sli-provider.resource.directory", "")
                .with("sli-provider.resource.url", files.resourceService)
                .withPrometheus(prometheus)
                .with("sli-provider.get-sli.coverage", !coverage.isOff)
                .with("sli-provider.events.deadline", deadline);
    }
}
