package dev.sliprovider.lighthouse;

import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.GateFiles;
import dev.sliprovider.gate.SourceFile;
import dev.sliprovider.keptn.EventScope;
import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.InvalidEventException;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.keptn.TaskResult;
import dev.sliprovider.slo.Evaluation;
import dev.sliprovider.slo.SloFile;
import dev.sliprovider.task.Task;
import dev.sliprovider.task.TaskException;
import dev.sliprovider.waiting.Deadline;
import io.quarkus.arc.lookup.LookupIfProperty;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Answers requests for evaluations in the place of Keptn's lighthouse-service (contract §1.7, §9, §10), in one step: the
 * values are retrieved in this process. The bean exists only if it is switched on.
 */
@Singleton
@LookupIfProperty(name = LighthouseConfig.PREFIX + ".enabled", stringValue = "true")
final class EvaluationTask implements Task {

    /** Of the time of an event; the rest is for the evaluation. */
    private static final int QUARTERS_FOR_DECISION = 3;

    private final OtherEvaluator other;
    private final EvaluatedProjects projects;
    private final SliProviders providers;
    private final Objectives objectives;
    private final LighthouseEvaluation evaluator;

    EvaluationTask(
            OtherEvaluator other,
            EvaluatedProjects projects,
            SliProviders providers,
            Objectives objectives,
            LighthouseEvaluation evaluator) {
        this.other = other;
        this.projects = projects;
        this.providers = providers;
        this.objectives = objectives;
        this.evaluator = evaluator;
    }

    @Override
    public String name() {
        return "evaluation";
    }

    @Override
    public Set<EventType> hears() {
        return Set.of(EventType.triggered("evaluation"));
    }

    /** Bridge and the comparison with earlier evaluations look for this source (contract §1.1, §10.8). */
    @Override
    public URI source() {
        return URI.create(KeptnLighthouse.NAME);
    }

    @Override
    public boolean isFor(KeptnEvent event) {
        return projects.isListed(project(event));
    }

    /** Accepts an event only once it is known that no other service answers it: two answers are worse than a late one. */
    @Override
    public Uni<Boolean> accepts(KeptnEvent event, Deadline left) {
        Duration longest = left.left().multipliedBy(QUARTERS_FOR_DECISION).dividedBy(4);
        return other.isAbsent(longest)
                .flatMap(isAbsent -> isAbsent
                        ? providers.of(project(event)).map(choice -> projects.isOwn(project(event), choice))
                        : Uni.createFrom().item(false));
    }

    @Override
    public Uni<TaskResult> run(KeptnEvent event, Deadline left) {
        return run(event, left, sentence -> {});
    }

    @Override
    public Uni<TaskResult> run(KeptnEvent event, Deadline left, Consumer<String> progress) {
        EvaluationWindow window = window(event);
        EvaluationRequest request = EvaluationRequest.of(event, window);
        var verdicts = new Verdicts(window, request.names().labels());
        return objectives
                .of(request, left)
                .flatMap(found -> evaluate(request, found, verdicts, left, progress))
                .onFailure(Objectives.UnreadableException.class)
                .recoverWithItem(failure -> unjudged(request, verdicts.errored(failure.getMessage())));
    }

    private static EvaluationWindow window(KeptnEvent event) {
        try {
            return EvaluationWindow.of(event.data(), Instant.now());
        } catch (IllegalArgumentException e) {
            throw new TaskException(e.getMessage(), e);
        }
    }

    /** As Lighthouse does it: an slo.yaml with a mistake is reported first, a missing one last (contract §9). */
    private Uni<TaskResult> evaluate(
            EvaluationRequest request,
            Objectives.Found found,
            Verdicts verdicts,
            Deadline left,
            Consumer<String> progress) {
        String project = request.scope().project();
        return switch (found.yaml().file()) {
            case SloFile.Unreadable unreadable ->
                Uni.createFrom().item(unjudged(request, verdicts.errored(mistake(request, found))));
            case SloFile.NullDocument document ->
                Uni.createFrom().item(unjudged(request, verdicts.errored(mistake(request, found))));
            case SloFile.Absent absent ->
                provided(request, verdicts, () -> Uni.createFrom()
                        .item(unjudged(request, verdicts.withoutObjectives(project))));
            case SloFile.Readable readable ->
                provided(
                        request,
                        verdicts,
                        () -> evaluator.judge(request, files(found), found.warnings(), left, progress));
        };
    }

    private Uni<TaskResult> provided(
            EvaluationRequest request, Verdicts verdicts, Supplier<Uni<TaskResult>> evaluation) {
        String project = request.scope().project();
        return providers.of(project).flatMap(choice -> switch (choice) {
            case SliProviders.Choice.Own own -> evaluation.get();
            // Changed since the event was accepted.
            case SliProviders.Choice.Other changed -> evaluation.get();
            case SliProviders.Choice.None none ->
                Uni.createFrom().item(unjudged(request, verdicts.withoutProvider(project)));
            case SliProviders.Choice.Unreadable(String why) ->
                Uni.createFrom().item(unjudged(request, verdicts.errored(why)));
        });
    }

    private static GateFiles files(Objectives.Found found) {
        try {
            return GateFiles.of(found.source(), List.of());
        } catch (GateException e) {
            throw new TaskException(e.getMessage(), e);
        }
    }

    private static String mistake(EvaluationRequest request, Objectives.Found found) {
        String where = found.yaml().problems().stream()
                .findFirst()
                .map(problem -> ": " + problem)
                .orElse(": its content is null");
        return "error retrieving SLO file: Could not parse SLO file for service "
                + request.scope().service() + " in stage " + request.scope().stage() + " in project "
                + request.scope().project() + where;
    }

    private static TaskResult unjudged(EvaluationRequest request, Evaluation evaluation) {
        return LighthouseEvaluation.reply(request, evaluation, new SourceFile("", ""));
    }

    /** Lighthouse's answer has its data in every case, with the window if there is one. */
    @Override
    public TaskResult errored(KeptnEvent event, String why) {
        try {
            EvaluationRequest request =
                    EvaluationRequest.of(event, EvaluationWindow.orUnknown(event.data(), Instant.now()));
            return unjudged(
                    request, new Verdicts(request.window(), request.names().labels()).errored(why));
        } catch (InvalidEventException e) {
            return TaskResult.errored(why);
        }
    }

    private static String project(KeptnEvent event) {
        return EventScope.of(event.data()).project();
    }
}
