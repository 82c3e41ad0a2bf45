package dev.sliprovider.cli;

import dev.sliprovider.evaluator.EvaluationTarget;
import dev.sliprovider.evaluator.Window;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.UntrustedJson;
import dev.sliprovider.gateapi.EvaluationTriggered;
import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.InvalidEventException;
import dev.sliprovider.sli.Scope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for the service and the window that are evaluated, or an event that contains them. */
final class EvaluationTargetOptions {

    @Mixin
    ServiceOptions service;

    @Option(
            names = "--commit",
            paramLabel = "SHA",
            description = "Commit of the configuration; --resource-service reads slo.yaml and sli.yaml from it.")
    String commit;

    @Option(
            names = "--event",
            paramLabel = "FILE",
            description = "An evaluation.triggered event instead of scope and window; - reads it from standard input.")
    String event;

    @Mixin
    WindowOptions times;

    /**
     * @param windowNeeded whether there must be a window
     * @param ci fills in the label {@code buildId}
     * @throws GateException naming the option at fault
     */
    EvaluationTarget toTarget(boolean windowNeeded, CiRun ci) throws GateException {
        try {
            EvaluationTarget target = event == null ? composed(windowNeeded) : ofEvent();
            if (target.window().isPresent()) {
                Window.requireLongEnough(target.window().get().timeframe());
            }
            var all = new LinkedHashMap<String, String>();
            ci.buildId().ifPresent(build -> all.put("buildId", build));
            all.putAll(target.labels());
            return new EvaluationTarget(
                    target.scope(), target.deployment(), target.window(), all, target.filters(), target.attributes());
        } catch (IllegalArgumentException e) {
            throw GateException.wrongInput(e.getMessage());
        }
    }

    private EvaluationTarget composed(boolean windowNeeded) {
        return new EvaluationTarget(
                service.scope.toScope(),
                service.deployment(),
                windowNeeded || times.isGiven() ? Optional.of(times.toWindow()) : Optional.empty(),
                service.labels,
                service.filters,
                withCommit(Map.of()));
    }

    private Map<String, String> withCommit(Map<String, String> attributes) {
        var all = new LinkedHashMap<>(attributes);
        if (commit != null) {
            all.put("gitcommitid", commit);
        }
        return all;
    }

    private EvaluationTarget ofEvent() throws GateException {
        if (service.scope.isGiven() || times.isGiven()) {
            throw new IllegalArgumentException(
                    "--event already has the scope and the window; leave out --project, --stage, --service, --start,"
                            + " --end and --timeframe");
        }
        EvaluationTriggered read = triggered(new InputFile("--event", event));
        var all = new LinkedHashMap<>(read.scope().labels());
        all.putAll(service.labels);
        return new EvaluationTarget(
                new Scope(
                        read.scope().project(),
                        read.scope().stage(),
                        read.scope().service()),
                service.deployment().or(read::deployment),
                Optional.of(read.window()),
                all,
                service.filters,
                withCommit(read.attributes()));
    }

    private static EvaluationTriggered triggered(InputFile file) throws GateException {
        try {
            return EvaluationTriggered.of(EventFormat.read(file.bytes(UntrustedJson.LARGEST)));
        } catch (IllegalArgumentException | InvalidEventException e) {
            throw GateException.wrongInput("--event " + file.name() + ": " + e.getMessage());
        }
    }
}
