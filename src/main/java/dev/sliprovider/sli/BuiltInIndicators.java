package dev.sliprovider.sli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The indicators that are defined without any sli.yaml (contract §7.4): the widest level of the merge. The queries are
 * those of the Go prometheus-service, except {@code error_rate}, which is 0 if there is traffic but no error series.
 */
public final class BuiltInIndicators {

    /** The scrape job that the Go service uses. */
    public static final String DEFAULT_JOB = "$SERVICE-$PROJECT-$STAGE-canary";

    private static final Map<String, String> PATTERNS = new LinkedHashMap<>();

    static {
        String traffic = "sum(rate(http_requests_total{F}[D]))";
        PATTERNS.put("throughput", traffic);
        PATTERNS.put(
                "error_rate", "(sum(rate(http_requests_total{F,status!~'2..'}[D])) or 0*" + traffic + ")/" + traffic);
        PATTERNS.put("response_time_p50", quantile("0.50"));
        PATTERNS.put("response_time_p90", quantile("0.90"));
        PATTERNS.put("response_time_p95", quantile("0.95"));
    }

    private BuiltInIndicators() {}

    /**
     * @param job value of the label {@code job}, with placeholders; one line without quote and backslash
     * @return the built-in indicators
     * @throws IllegalArgumentException if the job would end the literal it is put into
     */
    public static SliConfig withJob(String job) {
        if (job.isBlank() || job.chars().anyMatch(c -> "'\\\n".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("sli-provider.resource.built-in-job is \"" + job
                    + "\"; it must not be empty and have no ', no \\ and no line break");
        }
        List<String> unknown = job.isBlank() ? List.of() : new QueryTemplate(job).unknownPlaceholders(List.of());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("sli-provider.resource.built-in-job: " + unknown.getFirst());
        }
        var queries = new LinkedHashMap<String, IndicatorQuery>();
        PATTERNS.forEach((name, pattern) -> queries.put(name, new BuiltInQuery(pattern, job)));
        return SliConfig.of(queries);
    }

    private static String quantile(String q) {
        return "histogram_quantile(" + q + ",sum(rate(http_response_time_milliseconds_bucket{F}[D]))by(le))";
    }
}
