package dev.sliprovider.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prepared causes of missing values: a real Prometheus is asked, and the right cause is named. */
@QuarkusTest
@WithTestResource(RealPrometheus.class)
class MissingCausesTest {

    private static boolean warm;

    @TestHTTPResource("/events")
    URI events;

    /** The first event of a process takes longer than the deadline of these tests leaves for causes. */
    @BeforeEach
    void warmUp() throws Exception {
        if (!warm) {
            RealEvent.finished(events, "why", List.of("metric_missing", "zero_by_zero"));
            warm = true;
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
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
            """)
    void the_cause_comes_first(String indicator, String cause) throws Exception {
        JsonNode finished = RealEvent.finished(events, "why", List.of(indicator));

        JsonNode entry = finished.at("/data/get-sli/indicatorValues/0");
        assertThat(entry.path("success").asBoolean()).isFalse();
        assertThat(entry.path("message").asText())
                .startsWith(indicator + ": ")
                .contains(cause, ". The query returned ");
        assertThat(finished.at("/data/message").asText()).contains(cause);
    }
}
