package dev.sliprovider.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What Thanos tells of its stores. */
class StoresCheckTest {

    @Test
    void each_store_is_shown_the_failing_ones_first_with_their_last_error() throws IOException {
        StepResult finding = StoresCheck.finding(FlavourTest.read("thanos-stores.200.json"));

        assertThat(finding.outcome()).isEqualTo(Outcome.WARNING);
        assertThat(finding.text())
                .startsWith("1 of 3 answer: sidecar 127.0.0.1:10911 fails: rpc error: code = Unavailable")
                .contains("connection refused", "; store thanos-store:10901 fails: an error without words")
                .endsWith("; sidecar 127.0.0.1:10901 ok");
        assertThat(finding.remedy()).contains("responses are partial");
    }

    @Test
    void other_servers_have_none() throws IOException {
        assertThat(StoresCheck.finding(MissingNode.getInstance()).outcome()).isEqualTo(Outcome.SKIPPED);
        for (String other : new String[] {"{\"status\":\"success\",\"data\":[]}", "[]", "{\"data\":{\"a\":1}}"}) {
            assertThat(StoresCheck.finding(new ObjectMapper().readTree(other)).outcome())
                    .isEqualTo(Outcome.SKIPPED);
        }
    }
}
