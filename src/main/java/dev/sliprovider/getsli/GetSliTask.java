package dev.sliprovider.getsli;

import dev.sliprovider.endpoint.EndpointException;
import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.keptn.TaskResult;
import dev.sliprovider.resource.SliConfigException;
import dev.sliprovider.task.Task;
import dev.sliprovider.task.TaskException;
import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;
import java.util.function.Consumer;

/** Answers requests for indicator values (contract §1.4, §1.5). */
@Singleton
final class GetSliTask implements Task {

    private final SliRetrieval retrieval;
    private final GetSliConfig config;
    private final GetSliMetrics metrics;

    GetSliTask(SliRetrieval retrieval, GetSliConfig config, GetSliMetrics metrics) {
        this.retrieval = retrieval;
        this.config = config;
        this.metrics = metrics;
    }

    @Override
    public String name() {
        return "get-sli";
    }

    @Override
    public Set<EventType> hears() {
        return Set.of(GetSliTriggered.TYPE);
    }

    /** Several SLI providers may receive the same events. */
    @Override
    public boolean isFor(KeptnEvent event) {
        return event.data().at("/get-sli/sliProvider").asText().equals(config.provider());
    }

    @Override
    public URI source() {
        return config.source();
    }

    @Override
    public Uni<TaskResult> run(KeptnEvent event, Deadline left) {
        return run(event, left, sentence -> {});
    }

    @Override
    public Uni<TaskResult> run(KeptnEvent event, Deadline left, Consumer<String> progress) {
        GetSliTriggered request = GetSliTriggered.from(event);
        return retrieval
                .retrieveWhenComplete(request.toTask(), left, progress)
                .onFailure(GetSliTask::isKnown)
                .transform(failure -> new TaskException(failure.getMessage(), failure))
                .map(outcome -> result(request, outcome));
    }

    /** Lighthouse needs an entry for each indicator, also in an errored answer. */
    @Override
    public TaskResult errored(KeptnEvent event, String why) {
        GetSliTriggered request = GetSliTriggered.from(event);
        return result(request, GetSliFinished.errored(why, request.indicators()));
    }

    private TaskResult result(GetSliTriggered request, GetSliFinished outcome) {
        metrics.answered(outcome);
        return GetSliReply.of(request, outcome);
    }

    private static boolean isKnown(Throwable failure) {
        return failure instanceof SliConfigException
                || failure instanceof EndpointException
                || failure instanceof WindowException;
    }
}
