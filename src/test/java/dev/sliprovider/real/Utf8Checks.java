package dev.sliprovider.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;

/** Names beyond letters, digits and the underscore. */
final class Utf8Checks {

    private Utf8Checks() {}

    static void names(Subject subject) throws Exception {
        Map<String, JsonNode> entries = subject.ask(
                Instant.now().minusSeconds(1),
                Map.of(),
                Map.of(
                        "value",
                        "sum({\"http.server.requests\",\"http.route\"=\"/a b\"})",
                        "wrong_value",
                        "sum({\"http.server.requests\",\"http.route\"=\"/c\"})",
                        "wrong_name",
                        "sum({\"http.server.request\"})"));
        assertThat(entries.get("value").path("value").asDouble())
                .as(entries.get("value").toString())
                .isEqualTo(7);
        assertThat(entries.get("wrong_value").path("message").asText()).contains("the values of", "\"/a b\"");
        assertThat(entries.get("wrong_name").path("message").asText()).contains("nearest", "http.server.requests");
    }
}
