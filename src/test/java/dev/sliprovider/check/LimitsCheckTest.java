package dev.sliprovider.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What servers tell of their limits. */
class LimitsCheckTest {

    @Test
    void flags_about_queries_are_shown() throws IOException {
        assertThat(LimitsCheck.compared(FlavourTest.read("prometheus-flags.200.json"), 16))
                .isEqualTo(StepResult.ok(
                        Step.LIMITS, "query.timeout 2m, query.max-concurrency 20, query.max-samples 50000000"));
    }

    @Test
    void more_queries_at_once_than_the_server_works_at_are_a_warning() throws IOException {
        StepResult finding = LimitsCheck.compared(FlavourTest.read("prometheus-flags.200.json"), 21);

        assertThat(finding.outcome()).isEqualTo(Outcome.WARNING);
        assertThat(finding.text()).contains("up to 21 queries");
        assertThat(finding.remedy()).isEqualTo("set sli-provider.prometheus.concurrency to 20 or less");
    }

    @Test
    void of_a_tenant_those_of_queries_that_limit_something_are_shown() throws IOException {
        assertThat(LimitsCheck.ofTenant(FlavourTest.read("mimir-user-limits.200.json")))
                .isEqualTo("max_fetched_chunks_per_query 2000000");
    }
}
