package dev.sliprovider.gateapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.evaluation.UndecodableException;
import dev.sliprovider.evaluator.AskedValues;
import dev.sliprovider.evaluator.BaselineSearch;
import dev.sliprovider.evaluator.CompareWith;
import dev.sliprovider.evaluator.Evaluator;
import dev.sliprovider.evaluator.Question;
import dev.sliprovider.evaluator.QuestionProgress;
import dev.sliprovider.gate.EvaluationIdentity;
import dev.sliprovider.gate.Gate;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.GateFiles;
import dev.sliprovider.gate.ReportedEvaluation;
import dev.sliprovider.gate.Tool;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.KeptEvaluation;
import dev.sliprovider.history.ServiceHistory;
import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Makes the evaluation that a request wants: files, values, verdict, record. */
@Singleton
final class RequestedEvaluation {

    private static final Logger LOG = Logger.getLogger(RequestedEvaluation.class);
    private static final int MOST_OBJECTIVES = 500;
    private static final String NAME = "prometheus-sli-provider";

    private final Evaluator evaluator;
    private final GateHistory history;
    private final GateThreads threads;
    private final EvaluationMetrics metrics;
    private final Tool tool;

    RequestedEvaluation(
            Evaluator evaluator, GateHistory history, GateThreads threads, EvaluationMetrics metrics, Config config) {
        this.evaluator = evaluator;
        this.history = history;
        this.threads = threads;
        this.metrics = metrics;
        this.tool = new Tool(
                NAME,
                config.getOptionalValue("sli-provider.version", String.class).orElse("unknown"));
    }

    /** @return what came of it, before its deadline; never fails */
    Uni<Outcome> evaluate(EvaluationRequest request) {
        long began = System.nanoTime();
        return files(request)
                .flatMap(files ->
                        values(request, files).flatMap(asked -> threads.run(() -> judge(request, files, asked))))
                .ifNoItem()
                .after(request.terms().deadline())
                .on(Timeouts.clock())
                .recoverWithItem(() ->
                        new Outcome.Impossible(Problems.late(request.terms().deadline())))
                .onFailure(GateException.class)
                .recoverWithItem(failure -> new Outcome.Impossible(Problems.of((GateException) failure)))
                .onFailure(ProblemException.class)
                .recoverWithItem(failure -> new Outcome.Impossible(((ProblemException) failure).problem()))
                .onFailure()
                .recoverWithItem(bug -> {
                    LOG.errorf(bug, "bug: the evaluation %s of %s failed", request.id(), request.scope());
                    return new Outcome.Impossible(Problems.bug());
                })
                .invoke(outcome -> metrics.count(request.scope(), outcome, System.nanoTime() - began));
    }

    private Uni<GateFiles> files(EvaluationRequest request) {
        Uni<GateFiles> read = request.given().slo().isPresent()
                ? threads.run(() -> GateFiles.of(
                        request.given().slo().get(), request.given().sli()))
                : threads.run(() -> evaluator.files(request.target())).flatMap(files -> files);
        return read.invoke(files -> {
            int objectives = files.config().objectives().size();
            if (objectives > MOST_OBJECTIVES) {
                throw new ProblemException(Problems.errored(
                        "slo.yaml has " + objectives + " objectives; at most " + MOST_OBJECTIVES + " are evaluated",
                        false));
            }
        });
    }

    private Uni<AskedValues> values(EvaluationRequest request, GateFiles files) {
        if (request.given().values().isPresent()) {
            return threads.run(() -> AskedValues.given(GivenValues.of(request, files)));
        }
        var question = new Question(
                request.target(),
                files,
                request.terms().compareWith(),
                request.terms().waiting(),
                false,
                0,
                request.terms().forQueries());
        return evaluator.ask(question, QuestionProgress.NONE);
    }

    private Outcome judge(EvaluationRequest request, GateFiles files, AskedValues asked)
            throws GateException, HistoryException {
        var subject = new EvaluationIdentity(
                request.scope(),
                request.id(),
                Instant.now(),
                request.target().deployment(),
                request.target().attributes());
        Optional<ServiceHistory> earlier = history.of(request.scope());
        requireHistory(request, earlier);
        Optional<Set<String>> known = files.sli().isEmpty()
                ? Optional.empty()
                : Optional.of(evaluator.indicators(files).queries().keySet());
        Gate.Result result = new Gate(tool, subject, files, asked.values())
                .evaluate(new BaselineSearch(request.terms().compareWith(), earlier, subject, asked.live()), 0, known);
        KeptEvaluation kept =
                request.digest().map(digest -> marked(result.kept(), digest)).orElse(result.kept());
        boolean isRecorded =
                switch (request.terms().record()) {
                    case AUTO -> result.isJudged();
                    case ALWAYS -> true;
                    case NEVER -> false;
                };
        if (isRecorded && earlier.isPresent()) {
            earlier.get().add(kept);
        }
        return new Outcome.Concluded(reported(kept), result.conclusion());
    }

    private static void requireHistory(EvaluationRequest request, Optional<ServiceHistory> earlier) {
        boolean isNeeded =
                switch (request.terms().compareWith()) {
                    case CompareWith.History all -> false;
                    case CompareWith.Given given -> false;
                    case CompareWith.Live live -> false;
                    case CompareWith.Pinned pinned -> true;
                    case CompareWith.Id id -> true;
                };
        if (isNeeded && earlier.isEmpty()) {
            throw new ProblemException(Problems.withoutHistory("compareWith"));
        }
        if (request.terms().record() == EvaluationRequest.Recording.ALWAYS && earlier.isEmpty()) {
            throw new ProblemException(Problems.withoutHistory("record"));
        }
    }

    /** A later request with the same id is compared with this one. */
    private static KeptEvaluation marked(KeptEvaluation kept, String digest) {
        ObjectNode event = kept.event().deepCopy();
        if (event.at("/data/evaluation/gate") instanceof ObjectNode gate) {
            gate.put("requestSha256", digest);
        }
        return new KeptEvaluation(kept.id(), kept.time(), event);
    }

    /** @return the digest of the request that made an evaluation; empty if it was made otherwise */
    static String digest(KeptEvaluation kept) {
        return kept.data().at("/evaluation/gate/requestSha256").asText("");
    }

    static ReportedEvaluation reported(KeptEvaluation kept) throws GateException {
        try {
            return ReportedEvaluation.of(kept.event());
        } catch (UndecodableException e) {
            throw GateException.unavailable(
                    "the evaluation \"" + kept.id() + "\" of the history cannot be read: " + e.getMessage());
        }
    }
}
