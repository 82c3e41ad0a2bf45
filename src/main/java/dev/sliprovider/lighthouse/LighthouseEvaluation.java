package dev.sliprovider.lighthouse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.controlplane.ControlPlaneConfig;
import dev.sliprovider.evaluation.EvaluationFinishedData;
import dev.sliprovider.gate.Baseline;
import dev.sliprovider.gate.EvaluationIdentity;
import dev.sliprovider.gate.Gate;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.GateFiles;
import dev.sliprovider.gate.SourceFile;
import dev.sliprovider.gate.Tool;
import dev.sliprovider.gate.Values;
import dev.sliprovider.keptn.TaskResult;
import dev.sliprovider.slo.Comparison;
import dev.sliprovider.slo.Evaluation;
import dev.sliprovider.slo.PreviousEvaluation;
import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Judges objectives with values of Prometheus and earlier evaluations of Keptn: the part that Lighthouse and an SLI provider do together. */
@Singleton
final class LighthouseEvaluation {

    private static final String PROGRAM = "prometheus-sli-provider";
    /** Time to judge, and to make the answer. */
    private static final int PART_FOR_ANSWER = 20;

    private static final Duration MOST_FOR_ANSWER = Duration.ofSeconds(1);

    private final ProvidedValues values;
    private final KeptnHistory history;
    private final Tool tool;

    LighthouseEvaluation(ProvidedValues values, KeptnHistory history, ControlPlaneConfig controlPlane) {
        this.values = values;
        this.history = history;
        this.tool = new Tool(PROGRAM, controlPlane.version().orElse(""));
    }

    /** The earlier evaluations, or why they are not known. */
    private record Earlier(List<PreviousEvaluation> evaluations, Optional<String> unreadable) {}

    /**
     * @param files with objectives that can be read
     * @param warnings about these files, a sentence each
     * @param progress receives sentences now and then
     * @return the answer; also if values or earlier evaluations cannot be retrieved
     */
    Uni<TaskResult> judge(
            EvaluationRequest request,
            GateFiles files,
            List<String> warnings,
            Deadline left,
            Consumer<String> progress) {
        Deadline forReading = left.earlier(reserve(left.left()));
        return Uni.combine()
                .all()
                .unis(
                        values.of(request, files.config(), warnings, left, progress),
                        earlier(request, files.config().comparison(), forReading))
                .asTuple()
                .map(known -> judged(request, files, known.getItem1(), known.getItem2()));
    }

    private Uni<Earlier> earlier(EvaluationRequest request, Comparison comparison, Deadline left) {
        return comparison.isAnswered()
                ? history.read(request.scope(), comparison, left)
                        .map(found -> new Earlier(found, Optional.empty()))
                        .onFailure(KeptnHistory.UnreadableException.class)
                        .recoverWithItem(failure -> new Earlier(List.of(), Optional.of(failure.getMessage())))
                : Uni.createFrom().item(new Earlier(List.of(), Optional.empty()));
    }

    private TaskResult judged(EvaluationRequest request, GateFiles files, Values values, Earlier earlier) {
        var verdicts = new Verdicts(request.window(), request.names().labels());
        // A provider that failed is reported first (contract §1.7).
        if (earlier.unreadable().isPresent() && !values.answer().status().equals("errored")) {
            return reply(request, verdicts.withoutHistory(earlier.unreadable().get()), files.slo());
        }
        try {
            Gate.Result result = new Gate(tool, identity(request), files, values)
                    .evaluate(
                            comparison -> new Baseline(Baseline.KEPTN, earlier.evaluations(), List.of()),
                            0,
                            Optional.empty());
            return EvaluationReply.of((ObjectNode) result.kept().data());
        } catch (GateException e) {
            return reply(request, verdicts.unjudged(e.getMessage()), files.slo());
        }
    }

    private static EvaluationIdentity identity(EvaluationRequest request) {
        return new EvaluationIdentity(
                request.scope(), request.event().id(), Instant.now(), request.deployment(), Map.of());
    }

    /** @return an evaluation in which no objective was judged, as an answer */
    static TaskResult reply(EvaluationRequest request, Evaluation evaluation, SourceFile slo) {
        return EvaluationReply.of(EvaluationFinishedData.encode(request.scope(), evaluation, slo.text()));
    }

    private static Duration reserve(Duration left) {
        Duration part = left.dividedBy(PART_FOR_ANSWER);
        return part.compareTo(MOST_FOR_ANSWER) < 0 ? part : MOST_FOR_ANSWER;
    }
}
