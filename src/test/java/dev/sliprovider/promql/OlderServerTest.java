package dev.sliprovider.promql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.peers.PrometheusServer;
import dev.sliprovider.promql.ExpressionLines.Verdict;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Asks a real server about the expressions on which it must agree with Prometheus 3.5, whatever its version. What only
 * Prometheus 3 reads, and what only Prometheus 2 reads, is left out by {@link OnlyInOneVersion}, so that a distribution's
 * Prometheus 2 proves something, too.
 */
class OlderServerTest {

    private static final int STEP = 3;

    /** The server could read it, and failed later. */
    private static final String EXECUTION = "execution";

    private static final ObjectMapper JSON = new ObjectMapper();

    private static PrometheusServer server;
    private static HttpClient client;

    @BeforeAll
    static void start() throws IOException {
        server = PrometheusServer.in(Files.createTempDirectory("promql")).start();
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        server.close();
        client.close();
    }

    @Test
    void a_real_server_and_we_agree() throws IOException, InterruptedException {
        List<Verdict> golden = ExpressionLines.verdicts(ExpressionLines.GOLDEN);
        var differing = new ArrayList<String>();
        int asked = 0;
        int valid = 0;
        for (int i = 0; i < golden.size(); i += STEP) {
            Verdict verdict = golden.get(i);
            if (OnlyInOneVersion.test(verdict)) {
                continue;
            }
            asked++;
            valid += verdict.isValid() ? 1 : 0;
            String type = ask(verdict.expression());
            if (!type.equals(Verdict.ours(verdict.expression()).type()) && !type.equals(EXECUTION)) {
                differing.add(type + " " + verdict);
            }
        }
        System.out.println("PromQL: " + (asked - differing.size()) + " of " + asked
                + " expressions agree with the server, " + valid + " of them valid");
        assertThat(differing).isEmpty();
        assertThat(valid).isGreaterThan(700);
    }

    private static String ask(String expression) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/query"))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "time=1&query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)))
                .build();
        JsonNode answer = JSON.readTree(
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        if (answer.path("status").asText().equals("success")) {
            return answer.path("data").path("resultType").asText();
        }
        return answer.path("errorType").asText().equals("bad_data") ? ExpressionLines.REFUSED : EXECUTION;
    }
}
