package dev.sliprovider.prometheus;

import dev.sliprovider.http.Excerpt;
import dev.sliprovider.prometheus.QueryResult.Sample;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.IndicatorValue.Missing;
import dev.sliprovider.sli.PlannedQuery;
import dev.sliprovider.sli.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns a result into the value of an indicator, or into the reason why it has none (contract §7.6).
 *
 * @param query the query that was sent
 * @param server to which it was sent, for people
 * @param took duration of the query
 */
public record Measurement(PlannedQuery.Ready query, String server, Duration took) {

    private static final int QUERY_LENGTH = 400;
    private static final int SHOWN_SERIES = 3;

    /** @return exactly one finite number, or a reason */
    public static IndicatorValue of(PlannedQuery.Ready query, QueryResponse response) {
        return new Measurement(query, response.server(), response.took()).of(response.result());
    }

    /** @return exactly one finite number, or a reason */
    public IndicatorValue of(QueryResult result) {
        return switch (result) {
            case QueryResult.Vector(List<Sample> samples, int series, List<String> warnings) ->
                vector(samples, series, all(warnings));
            case QueryResult.Scalar(double value, List<String> warnings) -> number(value, all(warnings));
            case QueryResult.Matrix(int series) ->
                missing(
                        Reason.RANGE_VECTOR,
                        "the query returned a range vector (" + series + " series); wrap it in a function such as"
                                + " rate(...) or avg_over_time(...)",
                        List.of());
            case QueryResult.Text(String value) ->
                missing(
                        Reason.STRING_RESULT,
                        "the query returned the string \"" + Excerpt.of(value) + "\", not a number",
                        List.of());
            case QueryResult.Failed(QueryFailure failure) -> missing(failure.reason(), failure.text(), List.of());
        };
    }

    private List<String> all(List<String> warnings) {
        return Stream.concat(query.warnings().stream(), warnings.stream()).toList();
    }

    private IndicatorValue vector(List<Sample> samples, int count, List<String> warnings) {
        List<String> explained = warnings.stream()
                .filter(said -> said.startsWith(IndicatorValue.INFO))
                .toList();
        if (samples.isEmpty() && !explained.isEmpty()) {
            String said = explained.stream()
                    .map(info -> info.substring(IndicatorValue.INFO.length()))
                    .collect(Collectors.joining("; "));
            return missing(Reason.NO_DATA, "the query returned no data; the server says: " + said, warnings);
        }
        if (samples.isEmpty()) {
            return missing(
                    Reason.NO_DATA,
                    "the query returned no data; "
                            + (query.emptyResult().isEmpty() ? "" : query.emptyResult() + ". Otherwise ")
                            + "no series matched at the end of the window, so check names and labels."
                            + " If \"no series\" means zero, say so in the query, as in (... or vector(0))",
                    warnings);
        }
        if (count > 1) {
            return missing(Reason.MANY_SERIES, many(samples, count), warnings);
        }
        return switch (samples.getFirst()) {
            case Sample.Float(String series, double value) -> number(value, warnings);
            case Sample.Histogram(String series) ->
                missing(
                        Reason.NATIVE_HISTOGRAM,
                        "the query returned a native histogram; take a number from it, for example with"
                                + " histogram_quantile(0.95, ...)",
                        warnings);
        };
    }

    private static String many(List<Sample> samples, int series) {
        String shown = String.join(
                ", ", samples.stream().limit(SHOWN_SERIES).map(Sample::series).toList());
        return "the query returned " + series + " series (" + Excerpt.of(shown)
                + (series > SHOWN_SERIES ? ", …" : "")
                + "), but an indicator is one number; aggregate, for example with sum(...), or match more closely";
    }

    private IndicatorValue number(double value, List<String> warnings) {
        if (Double.isNaN(value)) {
            return missing(
                    Reason.NOT_A_NUMBER,
                    "the query returned NaN, which often means 0/0: no traffic in the window",
                    warnings);
        }
        if (Double.isInfinite(value)) {
            boolean positive = value > 0;
            return missing(
                    positive ? Reason.POSITIVE_INFINITY : Reason.NEGATIVE_INFINITY,
                    "the query returned " + (positive ? "+Inf" : "-Inf") + ", which is no number to compare with; often"
                            + " a division by zero, or a quantile in the last bucket of a histogram",
                    warnings);
        }
        return new Measured(query.indicator(), value, query.promql(), warnings, took);
    }

    private Missing missing(Reason reason, String cause, List<String> warnings) {
        return new Missing(query.indicator(), reason, cause, where(), Optional.of(query.promql()), warnings, took);
    }

    private String where() {
        return "query " + Excerpt.of(query.promql(), QUERY_LENGTH) + " at " + query.at() + " on " + server;
    }
}
