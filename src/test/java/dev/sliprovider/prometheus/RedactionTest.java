package dev.sliprovider.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.http.Header;
import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.http.HttpRequest;
import dev.sliprovider.http.HttpRequest.Limits;
import dev.sliprovider.http.Route;
import dev.sliprovider.http.Route.Pool;
import dev.sliprovider.http.Secret;
import dev.sliprovider.http.Tls;
import dev.sliprovider.prometheus.PrometheusEndpoint.Target;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private static final PrometheusEndpoint ENDPOINT = new PrometheusEndpoint(
            List.of(new Target(URI.create("http://localhost"), Optional.empty())),
            new Credentials.None(),
            List.of(new Header("X-Key", new Secret("tr0ub4dor&3"))),
            List.of(new Parameter("apikey", new Secret("tr0ub4dor key"))),
            Tls.USUAL,
            List.of());

    private static final HttpRequest SENT = HttpRequest.get(
                    URI.create("http://localhost"),
                    ENDPOINT.headers(),
                    new Limits(Duration.ofSeconds(1), 0),
                    new Route(Tls.USUAL, Optional.empty(), new Pool(Duration.ofSeconds(1), 1, true)))
            .with("Authorization", "Bearer tr0ub4dor.jwt");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no such key: tr0ub4dor&3",
                "cannot GET /api/v1/query?apikey=tr0ub4dor+key",
                "bad token tr0ub4dor.jwt",
                "Authorization: Bearer tr0ub4dor.jwt is refused"
            })
    void what_a_server_repeats_of_our_secrets_is_not_quoted(String body) {
        String text = redacted(401, body).text();
        assertThat(text).doesNotContain("tr0ub4dor").contains("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the request was: X-Key: tr0ub4dor&3",
                "<html>tr0ub4dor.jwt</html>",
                "{\"x\": \"tr0ub4dor&3\"}",
                "{\"status\": \"error\", \"error\": \"tr0ub4dor&3\"}"
            })
    void neither_is_what_it_repeats_with_a_status_of_success(String body) {
        assertThat(redacted(200, body).text()).doesNotContain("tr0ub4dor").contains("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"success\", \"x\": \"tr0ub4dor&3\"}",
                "{\"x\": \"tr0ub4dor&3\", \"status\" : \"success\"}"
            })
    void a_result_is_left_as_it_is(String body) {
        assertThat(redacted(200, body).text()).isEqualTo(body);
    }

    private static Answered redacted(int status, String body) {
        var answer = new Answered(
                status, name -> Optional.empty(), body.getBytes(StandardCharsets.UTF_8), HttpVersion.HTTP_1_1);
        return (Answered) Redaction.of(ENDPOINT, SENT, answer);
    }
}
