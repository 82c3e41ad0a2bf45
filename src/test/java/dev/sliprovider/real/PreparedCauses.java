package dev.sliprovider.real;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongUnaryOperator;

/** Series whose queries have no value, each for another cause; {@code src/test/sli/real} has the queries. */
final class PreparedCauses {

    /** Each indicator, and what its message must say. */
    static final String EXPECTED = """
            metric_missing        | the metric why_request_total does not exist on this server; the nearest names are why_requests_total
            value_missing         | no series of why_requests_total has job="shopp"; the values of job are "shop", "other"
            two_values_missing    | has job="shopp"; the values of job are "shop", "other"; no series of why_requests_total has status="999"; the values of status are "200", "404", "500"
            pattern_without_match | no series of why_requests_total has status=~"3.."; the values of status are "200", "404", "500"
            label_missing         | no series of why_gauge has region="eu"; none has the label region
            not_together          | has job="shop" and status=~"5.." together, although each of them exists: with the other labels, the values of status are "200", "404"; if "no series" means zero
            neither_together      | has job="shop" and status="500" together, although each of them exists
            ended                 | why_ended_total ended: its last sample is of about 2024-03-05T09:06:30Z, 5 min before the end of the window; look at the target and at its scrapes, or write a range that covers the window
            ended_before_window   | why_ended_early_total ended: its last sample is of about 2024-03-05T08:41:30Z, 30 min before the end of the window, so the whole window is after its data
            begins_later          | why_begun_total{job="shop"} begins only at about 2024-03-05T09:15:00Z, 3 min after the end of the window, so the whole window is before its data
            far_away              | why_far exists on this server, but has no sample in the 6 h before 2024-03-05T09:11:30Z nor in those after it
            gap                   | why_gap has a gap: no samples between about 2024-03-05T09:05:30Z and 2024-03-05T09:16:00Z
            before_offset         | why_gauge begins only at about 2024-03-05T08:52:00Z, 40 min after 2024-03-05T08:11:30Z, for which the query asks
            one_sample            | rate needs two samples, and why_sparse_total has only one in the range of 60 s; its samples are about 60 s apart
            zero_by_zero          | the divisor sum(rate(why_idle_total[5m])) is 0 at the end of the window, and so is the dividend: there was no traffic
            by_zero               | the divisor sum(rate(why_idle_total{job="shop"}[5m])) is 0 at the end of the window; evaluate while
            counter_restarted     | leaves no series: delta(why_restarted_total[10m]) is -
            counter_restarted     | The counter why_restarted_total restarted in the range (its value fell 1 times): delta takes it for a gauge, so use increase or rate
            compared              | the comparison why_gauge > 5 leaves no series: why_gauge is 3; write bool
            compared_with_low     | the comparison avg(why_gauge) < 2 leaves no series: avg(why_gauge) is 3
            no_common_labels      | both sides of "/" have series, but none of the left has the same labels as one of the right, for example {__name__="why_left",side="a"} and {__name__="why_right",side="b"}
            nothing_left          | every series of why_gauge is also one of why_gauge, so "unless" leaves none
            right_side_missing    | the metric why_missing does not exist on this server; check its name, and whether its target is scraped (this is the right side of "/")
            absent_of_present     | absent(…) has no result because the series it looks for are there
            no_observations       | the histogram sum by (le) (rate(why_latency_seconds_bucket[5m])) has no observations
            no_le                 | has no label le; aggregate the series of ..._bucket by (le)
            sample_is_nan         | the sample of why_summary itself is NaN
            several_in_scalar     | scalar(…) is NaN because its argument why_requests_total has 3 series
            nothing_in_scalar     | scalar(…) is NaN because its argument has no series: the metric why_missing does not exist
            behind_a_comment      | leaves no series: sum(why_gauge # all of them ) is 3
            """;

    private static final int STEP = 15;

    private final StringBuilder text = new StringBuilder();
    private final Instant end;

    private PreparedCauses(Instant end) {
        this.end = end;
    }

    /** @param end of the window that is evaluated, which is ten minutes long */
    static String samples(Instant end) {
        return new PreparedCauses(end).all();
    }

    private String all() {
        gauge("why_requests_total{job=\"shop\",status=\"200\"}", -20, 0, second -> second);
        series("why_requests_total{job=\"shop\",status=\"404\"}", -20, 0, STEP, second -> second / 10);
        series("why_requests_total{job=\"other\",status=\"500\"}", -20, 0, STEP, second -> second / 20);
        gauge("why_idle_total{job=\"shop\"}", -20, 0, second -> 7);
        gauge("why_ended_total{job=\"shop\"}", -20, -5, second -> second);
        gauge("why_ended_early_total{job=\"shop\"}", -60, -30, second -> second);
        gauge("why_begun_total{job=\"shop\"}", 3, 9, second -> second);
        family("why_sparse_total");
        series("why_sparse_total{job=\"shop\"}", -20, 0, 60, second -> second);
        gauge("why_restarted_total{job=\"shop\"}", -20, 0, second -> second < 1000 ? 10 * second : second - 1000);
        gauge("why_gauge{job=\"shop\"}", -20, 0, second -> 3);
        gauge("why_left{side=\"a\"}", -20, 0, second -> 1);
        gauge("why_right{side=\"b\"}", -20, 0, second -> 1);
        gauge("why_latency_seconds_bucket{le=\"0.1\"}", -20, 0, second -> 5);
        series("why_latency_seconds_bucket{le=\"+Inf\"}", -20, 0, STEP, second -> 6);
        family("why_summary");
        line("why_summary{quantile=\"0.5\"}", "NaN", end.minusSeconds(STEP));
        gauge("why_far{job=\"shop\"}", -2900, -2880, second -> 1);
        gauge("why_gap{job=\"shop\"}", -20, -6, second -> 1);
        series("why_gap{job=\"shop\"}", 4, 9, STEP, second -> 1);
        return text.toString();
    }

    private void family(String name) {
        text.append("# TYPE ").append(name).append(" gauge\n");
    }

    /** The first series of a metric. */
    private void gauge(String series, int fromMinute, int toMinute, LongUnaryOperator value) {
        family(series.substring(0, series.indexOf('{')));
        series(series, fromMinute, toMinute, STEP, value);
    }

    /** @param value by the seconds since the first sample */
    private void series(String series, int fromMinute, int toMinute, int step, LongUnaryOperator value) {
        Instant first = end.plus(Duration.ofMinutes(fromMinute));
        Instant last = end.plus(Duration.ofMinutes(toMinute));
        for (Instant at = first; !at.isAfter(last); at = at.plusSeconds(step)) {
            long second = Duration.between(first, at).toSeconds();
            line(series, Long.toString(value.applyAsLong(second)), at);
        }
    }

    private void line(String series, String value, Instant at) {
        text.append(series)
                .append(' ')
                .append(value)
                .append(' ')
                .append(at.getEpochSecond())
                .append('\n');
    }
}
