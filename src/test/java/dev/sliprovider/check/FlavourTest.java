package dev.sliprovider.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sliprovider.peers.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server is, by what servers have answered. */
class FlavourTest {

    private static final JsonNode NOTHING = MissingNode.getInstance();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    prometheus-2-buildinfo.200.json      | Prometheus 2.42.0
                    prometheus-3-buildinfo.200.json      | Prometheus 3.4.1
                    thanos-buildinfo.200.json            | Thanos 0.37.2
                    mimir-buildinfo.200.json             | Grafana Mimir 2.14.2
                    victoriametrics-buildinfo.200.json   | VictoriaMetrics (as Prometheus 2.24.0)
                    """)
    void the_build_tells_it(String file, String flavour) throws IOException {
        assertThat(Flavour.of("localhost", read(file), NOTHING, NOTHING)).hasToString(flavour);
    }

    @ParameterizedTest
    @CsvSource({"victoriametrics-success.200.json", "victoriametrics-partial.200.json"})
    void the_answer_to_a_query_tells_it_too(String file) throws IOException {
        assertThat(Flavour.of("localhost", NOTHING, NOTHING, read(file)).name()).isEqualTo("VictoriaMetrics");
    }

    @Test
    void a_flag_of_thanos_tells_it_whatever_the_version() throws IOException {
        JsonNode flags = json("{\"data\":{\"query.replica-label\":\"[replica]\"}}");

        assertThat(Flavour.of("localhost", read("prometheus-3-buildinfo.200.json"), flags, NOTHING)
                        .name())
                .isEqualTo("Thanos");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    prometheus-prod-01-eu-west-0.grafana.net         | Grafana Cloud (Mimir) 2.14.2
                    aps-workspaces.eu-central-1.amazonaws.com        | Amazon Managed Service for Prometheus (Cortex) 2.14.2
                    x.westeurope.prometheus.monitor.azure.com        | Azure Monitor managed service for Prometheus 2.14.2
                    """)
    void the_host_tells_who_runs_it(String host, String flavour) throws IOException {
        assertThat(Flavour.of(host, read("mimir-buildinfo.200.json"), NOTHING, NOTHING))
                .hasToString(flavour);
    }

    @Test
    void an_answer_without_any_hint_is_of_an_unknown_server() throws IOException {
        assertThat(Flavour.of("localhost", NOTHING, NOTHING, read("cortex-success.200.json")))
                .hasToString("unknown");
    }

    static JsonNode read(String file) throws IOException {
        return json(Answer.file(file).body());
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
