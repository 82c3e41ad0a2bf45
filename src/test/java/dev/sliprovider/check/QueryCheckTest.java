package dev.sliprovider.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.prometheus.QueryResponse;
import dev.sliprovider.prometheus.QueryResult;
import dev.sliprovider.sli.PlannedQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryCheckTest {

    private static final Instant ASKED = Instant.parse("2024-03-05T09:11:30.900Z");
    private static final StepResult FOUND = StepResult.ok(Step.QUERY, "vector(1) is 1");

    @Test
    void the_time_that_was_asked_is_told() {
        assertThat(timed(1709629890.9).text()).isEqualTo("vector(1) is 1; time() is the time that was asked");
    }

    @Test
    void an_evaluation_at_another_time_is_a_warning_that_says_what_to_set() {
        StepResult finding = timed(1709629862);
        assertThat(finding.outcome()).isEqualTo(Outcome.WARNING);
        assertThat(finding.text()).isEqualTo("vector(1) is 1, but time() is 29 s before the time that was asked");
        assertThat(finding.remedy()).contains("PROMETHEUS_PARAMETERS", "nocache=1");
    }

    private static StepResult timed(double time) {
        var query = new PlannedQuery.Ready("check", "time()", ASKED);
        var response = new QueryResponse(new QueryResult.Scalar(time, List.of()), "http://p", List.of(), Duration.ZERO);
        return QueryCheck.timed(FOUND, new QueryCheck.Asked(query, response));
    }
}
