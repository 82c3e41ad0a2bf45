package dev.sliprovider.cli;

import dev.sliprovider.backtest.Schedule;
import dev.sliprovider.evaluator.Window;
import dev.sliprovider.evaluator.WrittenTime;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.sli.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Evaluations of the past: which service, by which files, on which Prometheus, and when. */
final class WalkOptions {

    @Mixin
    ServiceOptions service;

    @Mixin
    GateFileOptions files;

    @Option(names = "--prometheus", paramLabel = "URL", description = "Base URL (default: $$PROMETHEUS_ENDPOINT).")
    PrometheusUrl prometheus;

    @Option(names = "--for", paramLabel = "14d", required = true, description = "How far to go back.")
    String whole;

    @Option(
            names = "--every",
            paramLabel = "1h",
            required = true,
            description = "Distance of the evaluations, at least 1m. Windows end at whole multiples of it in UTC.")
    String every;

    @Option(
            names = "--end",
            paramLabel = "TIME",
            description = "No window ends after it: -1d, now, RFC 3339 or unix seconds (default: now).")
    String end;

    @Option(names = "--timeframe", paramLabel = "5m", description = "Length of each window (default: 5m; at least 1m).")
    String timeframe = "5m";

    @Option(names = "--deadline", paramLabel = "30s", description = "Time for each evaluation (default: 30s).")
    String deadline = "30s";

    /**
     * What the options say.
     *
     * @param scope the service
     * @param deployment of it, if one was named
     * @param labels of the evaluations
     * @param filters in addition to those of slo.yaml, which they replace
     */
    record Service(Scope scope, Optional<String> deployment, Map<String, String> labels, Map<String, String> filters) {}

    /** @throws GateException naming the option at fault */
    WalkRequest toRequest() throws GateException {
        files.check();
        try {
            Scope scope = service.scope.toScope();
            return new WalkRequest(
                    new Service(scope, service.deployment(), service.labels, service.filters),
                    files.local(scope),
                    schedule());
        } catch (IllegalArgumentException e) {
            throw GateException.wrongInput(e.getMessage());
        }
    }

    private Schedule schedule() {
        Duration length = Window.length("--timeframe", timeframe);
        if (length.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("--timeframe " + timeframe
                    + " is shorter than a minute, which is not evaluated; choose a longer one");
        }
        Instant now = Instant.now();
        Instant last = end == null ? now : WrittenTime.read("--end", end, now);
        if (last.isAfter(now)) {
            throw new IllegalArgumentException(
                    "--end " + end + " is in the future; leave it out, or name an earlier time");
        }
        return Schedule.of(last, Window.length("--for", whole), Window.length("--every", every), length);
    }

    ConfigOverrides overrides() {
        return ConfigOverrides.ofCommand("ERROR")
                .with("sli-provider.resource.directory", "")
                .with("sli-provider.resource.url", files.resourceService)
                .withPrometheus(prometheus)
                // Causes do not change verdicts, and hundreds of evaluations would ask for them.
                .with("sli-provider.get-sli.explain-missing", false)
                .with("sli-provider.get-sli.coverage", false)
                .with("sli-provider.events.deadline", deadline);
    }
}
