package dev.sliprovider.getsli;

import dev.sliprovider.diagnosis.WatchedSelector;
import dev.sliprovider.endpoint.EndpointException;
import dev.sliprovider.endpoint.PrometheusEndpoints;
import dev.sliprovider.prometheus.PrometheusClient;
import dev.sliprovider.sli.PlannedQuery;
import dev.sliprovider.sli.SliConfig;
import dev.sliprovider.sli.SliTask;
import dev.sliprovider.sli.Timeframe;
import dev.sliprovider.waiting.Deadline;
import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Waits until the samples of windows have arrived, just as long as needed. */
@Singleton
public final class WindowCompletion {

    /** Samples that are so old have arrived, or never will. Prometheus looks no further back for the last one. */
    private static final Duration RECENT = Duration.ofMinutes(5);

    private static final Duration ENDPOINT = Duration.ofSeconds(10);

    private final PrometheusClient prometheus;
    private final PrometheusEndpoints endpoints;
    private final WindowConfig windows;

    WindowCompletion(PrometheusClient prometheus, PrometheusEndpoints endpoints, WindowConfig windows) {
        this.prometheus = prometheus;
        this.endpoints = endpoints;
        this.windows = windows;
    }

    /**
     * @param config all indicators
     * @param tasks whose queries are going to be sent
     * @param until the end of the wait; the server is asked once even if it is over
     * @param questions the end of the last question to the server; the same, or later
     * @param waiting receives what is still missing, as a clause, after each query; on any thread
     * @return what is there when nothing is missing any more, when nothing more arrives, or at the end of the wait; fails
     *     if the endpoint cannot be read
     */
    public Uni<Completeness> await(
            SliConfig config, List<SliTask> tasks, Deadline until, Deadline questions, Consumer<String> waiting) {
        Instant now = Instant.now();
        SliTask own = tasks.getFirst();
        List<PlannedQuery> queries =
                tasks.stream().flatMap(task -> config.plan(task).stream()).toList();
        List<WatchedSelector> selectors = WatchedSelector.of(queries, now.minus(RECENT));
        boolean isRefused = tasks.stream()
                .map(task -> windows.rules().judge(task.timeframe(), now))
                .anyMatch(window -> window.refusal().isPresent());
        if (selectors.isEmpty() || isRefused) {
            return Uni.createFrom().item(Completeness.AT_ONCE);
        }
        var wait =
                new DataWait.Wait(own.scope().project(), selectors, length(own.timeframe()), until, questions, waiting);
        return endpoints
                .of(own.scope().project())
                .ifNoItem()
                .after(questions.atMost(ENDPOINT))
                .on(Timeouts.clock())
                .failWith(() -> new EndpointException(
                        "the endpoint of project " + own.scope().project() + " was not read in time"))
                .flatMap(endpoint -> new DataWait(prometheus, endpoint, wait).completeness());
    }

    private static Duration length(Timeframe window) {
        return Duration.between(window.start(), window.end());
    }
}
