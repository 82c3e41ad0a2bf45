package dev.sliprovider.fakekeptn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeKeptnTest {

    private static final String REGISTRATION = """
            {"name":"prometheus-sli-provider","metadata":{"hostname":"worker-03","kubernetesmetadata":{"namespace":"keptn"}},
             "subscriptions":[{"event":"sh.keptn.event.get-sli.triggered"}]}""";

    private static final String ID = "2134a132697d6cb38e0b41e95dd1ee1dc5166545";

    private final FakeKeptn keptn = new FakeKeptn();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        keptn.close();
        client.close();
    }

    @Test
    void a_registration_is_stored_once_and_pinged_until_it_is_forgotten() throws Exception {
        assertThat(send("POST", "/v1/uniform/registration", REGISTRATION).statusCode())
                .isEqualTo(201);
        var again = send("POST", "/v1/uniform/registration", REGISTRATION.replace("worker-03", "worker-04"));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).contains(ID);
        assertThat(json(send("PUT", "/v1/uniform/registration/" + ID + "/ping", ""))
                        .at("/subscriptions/0/id")
                        .asText())
                .hasSize(36);
        keptn.forgetRegistrations();
        var forgotten = send("PUT", "/v1/uniform/registration/" + ID + "/ping", "");
        assertThat(forgotten.statusCode()).isEqualTo(404);
        assertThat(forgotten.body()).contains("uniform integration not found");
        assertThat(keptn.pings()).containsExactly(ID, ID);
        assertThat(send("POST", "/v1/uniform/registration", REGISTRATION.replace("worker-03", ""))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void events_are_stored_and_read_in_pages_newest_first() throws Exception {
        var heard = new ArrayList<JsonNode>();
        keptn.onEvent(heard::add);
        for (int i = 0; i < 3; i++) {
            var sent = send("POST", "/api/v1/event", """
                    {"id":"mine","type":"t","shkeptncontext":"c","data":{"project":"p","n":%d}}""".formatted(i));
            assertThat(sent.body()).isEqualTo("{\"keptnContext\":\"c\"}");
        }
        JsonNode first = json(send("GET", "/api/mongodb-datastore/event?project=p&type=t&pageSize=2", ""));
        assertThat(first.at("/events/0/data/n").asInt()).isEqualTo(2);
        assertThat(first.at("/events/0/id").asText()).isNotEqualTo("mine");
        assertThat(first.path("totalCount").asInt()).isEqualTo(3);
        JsonNode last = json(send(
                "GET",
                "/event?project=p&pageSize=2&nextPageKey="
                        + first.path("nextPageKey").asText(),
                ""));
        assertThat(last.at("/events/0/data/n").asInt()).isZero();
        assertThat(last.path("nextPageKey").asText()).isEqualTo("0");
        assertThat(json(send("GET", "/event", "")).path("events")).isEmpty();
        assertThat(heard).hasSize(3);
    }

    @Test
    void behind_the_gateway_a_slash_in_a_name_is_encoded_twice_and_a_token_is_needed() throws Exception {
        keptn.sliYaml("p/s", "indicators: {}");
        String path = "/v1/project/p/stage/s/resource/prometheus";
        assertThat(send("GET", path + "%2Fsli.yaml", "").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/api/resource-service" + path + "%252Fsli.yaml", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "/api/resource-service" + path + "%2Fsli.yaml", "")
                        .body())
                .isEqualTo("404 page not found");
        keptn.requireApiToken("tr0ub4dor");
        assertThat(send("GET", "/api/resource-service" + path + "%252Fsli.yaml", "")
                        .body())
                .isEqualTo("{\"code\":401,\"message\":\"unauthenticated or invalid credentials\"}");
        keptn.fault(FakeKeptn.Fault.TOO_MANY_REQUESTS);
        assertThat(send("GET", "/api/controlPlane/v1/project", "").statusCode()).isEqualTo(429);
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(keptn.url() + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return new ObjectMapper().readTree(response.body());
    }
}
