package dev.sliprovider.getsli;

import dev.sliprovider.prometheus.FairShare;
import dev.sliprovider.prometheus.PrometheusClient;
import dev.sliprovider.prometheus.PrometheusEndpoint;
import dev.sliprovider.sli.NoValuePolicy;
import dev.sliprovider.sli.Timeframe;
import dev.sliprovider.sli.WindowRules.Judgement;
import dev.sliprovider.waiting.Deadline;
import jakarta.inject.Singleton;
import java.util.Map;

/** Sends the queries of events. */
@Singleton
final class IndicatorQueries {

    private final PrometheusClient prometheus;
    private final GetSliMetrics metrics;
    private final GetSliConfig config;

    IndicatorQueries(PrometheusClient prometheus, GetSliMetrics metrics, GetSliConfig config) {
        this.prometheus = prometheus;
        this.metrics = metrics;
        this.config = config;
    }

    /**
     * The common properties of the queries of one event.
     *
     * @param endpoint to which they are sent
     * @param window that is evaluated
     * @param judgement the findings about the window
     * @param deadline bounds all of them
     * @param share of the event
     * @param policies for indicators without a number, by name
     */
    record Event(
            PrometheusEndpoint endpoint,
            Timeframe window,
            Judgement judgement,
            Deadline deadline,
            FairShare share,
            Map<String, NoValuePolicy> policies) {

        NoValuePolicy policy(String indicator) {
            return policies.getOrDefault(indicator, NoValuePolicy.DEFAULT);
        }
    }

    /** @return the queries of one event */
    EventQueries of(Event event) {
        return new EventQueries(prometheus, metrics, event, config);
    }
}
