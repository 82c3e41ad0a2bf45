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
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = PreparedCauses.EXPECTED)
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
