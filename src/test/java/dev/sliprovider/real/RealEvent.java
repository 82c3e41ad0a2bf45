package dev.sliprovider.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.secrets.ProgramOutput;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** An event for the window of {@link RealPrometheus}. */
final class RealEvent {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RealEvent() {}

    /** @return the finished event */
    static JsonNode finished(URI events, String service, List<String> indicators) throws Exception {
        var event = (ObjectNode)
                JSON.readTree(Path.of("src/test/events/get-sli.triggered.json").toFile());
        ((ObjectNode) event.at("/data")).put("service", service);
        ((ObjectNode) event.at("/data/get-sli")).set("indicators", JSON.valueToTree(indicators));
        var request = HttpRequest.newBuilder(events)
                .header("Content-Type", "application/cloudevents+json")
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(event.toString()))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, ProgramOutput.answer());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return JSON.readTree(response.body());
        }
    }
}
