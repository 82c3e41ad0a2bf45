package dev.sliprovider.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FakeKubernetesTest {

    private static final String SECRETS = "/api/v1/namespaces/keptn/secrets";

    @TempDir
    static Path directory;

    private static Authority authority;

    private FakeKubernetes kubernetes;
    private HttpClient http;
    private Duration patience = Duration.ofSeconds(10);

    @BeforeAll
    static void found() throws Exception {
        authority = Authority.in(directory.resolve("ca"));
    }

    @BeforeEach
    void start() throws Exception {
        kubernetes = new FakeKubernetes(authority, directory.resolve("serviceaccount"));
        http = HttpClient.newBuilder().sslContext(authority.trust()).build();
    }

    @AfterEach
    void stop() {
        kubernetes.close();
    }

    @Test
    void a_secret_is_had_with_the_token_of_the_service_account() throws Exception {
        kubernetes.put("prometheus", Map.of("user", "tüv"));
        JsonNode secret = get("/prometheus", 200);

        assertThat(secret.path("kind").asText()).isEqualTo("Secret");
        assertThat(secret.at("/data/user").asText()).isEqualTo("dMO8dg==");
        assertThat(kubernetes.count("prometheus")).isEqualTo(1);
        assertThat(kubernetes.count("other")).isZero();
        assertThat(kubernetes.violations()).isEmpty();
        assertThat(kubernetes.serviceAccount().resolve("namespace")).hasContent(kubernetes.namespace());
        assertThat(kubernetes.serviceAccount().resolve("ca.crt")).content().contains("BEGIN CERTIFICATE");
    }

    @Test
    void what_is_not_there_or_not_allowed_is_a_status() throws Exception {
        assertThat(get("/prometheus", 404).path("message").asText()).isEqualTo("secrets \"prometheus\" not found");
        kubernetes.forbid("prometheus");
        assertThat(get("/prometheus", 403).path("reason").asText()).isEqualTo("Forbidden");
        kubernetes.allow("prometheus");
        kubernetes.put("prometheus", Map.of());
        get("/prometheus", 200);
        kubernetes.remove("prometheus");
        get("/prometheus", 404);
    }

    @Test
    void a_token_that_was_rotated_is_refused() throws Exception {
        kubernetes.put("prometheus", Map.of());
        String old = token();
        kubernetes.rotateToken();

        assertThat(send(SECRETS + "/prometheus", old).statusCode()).isEqualTo(401);
        assertThat(send(SECRETS + "/prometheus", token()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SECRETS,
                SECRETS + "?watch=true&fieldSelector=metadata.name%3Dprometheus",
                "/api/v1/namespaces/other/secrets/prometheus",
                "/api/v1/namespaces/keptn/configmaps",
                "/api/v1/namespaces/keptn/pods/prometheus",
                "/version"
            })
    void everything_else_is_a_violation(String target) throws Exception {
        assertThat(send(target, token()).statusCode()).isEqualTo(403);
        assertThat(kubernetes.violations()).containsExactly("GET " + target);
    }

    @Test
    void it_fails_and_hangs_until_it_recovers() throws Exception {
        kubernetes.fail(503);
        assertThat(send(SECRETS + "/prometheus", token()).statusCode()).isEqualTo(503);
        kubernetes.hang();
        patience = Duration.ofMillis(300);
        assertThatThrownBy(() -> send(SECRETS + "/prometheus", token())).isInstanceOf(HttpTimeoutException.class);
        patience = Duration.ofSeconds(10);
        kubernetes.recover();
        get("/prometheus", 404);
    }

    private String token() throws Exception {
        return Files.readString(kubernetes.serviceAccount().resolve("token"));
    }

    private JsonNode get(String name, int status) throws Exception {
        HttpResponse<String> response = send(SECRETS + name, token());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return new ObjectMapper().readTree(response.body());
    }

    private HttpResponse<String> send(String target, String token) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(kubernetes.url() + target))
                .timeout(patience)
                .header("Authorization", "Bearer " + token)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
