package dev.sliprovider.real;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongUnaryOperator;

/** Series whose queries have no value, each for another cause; {@code src/test/sli/real} has the queries. */
final class PreparedCauses {

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
