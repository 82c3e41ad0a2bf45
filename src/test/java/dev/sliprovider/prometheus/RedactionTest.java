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
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private static final PrometheusEndpoint ENDPOINT = new PrometheusEndpoint(
            List.of(new Target(URI.create("http://localhost"), Optional.empty())),
            new Credentials.None(),
            List.of(
                    new Header("X-Key", new Secret("tr0ub4dor&3")),
                    new Header("X-Scope-OrgID", new Secret("tr0ub4dors")),
                    new Header("X-Number", new Secret("123456789"))),
            List.of(new Parameter("apikey", new Secret("tr0ub4dor key"))),
            Tls.USUAL,
            List.of());

    private static final HttpRequest SENT = HttpRequest.get(
            URI.create("http://localhost"),
            ENDPOINT.headers(),
            new Limits(Duration.ofSeconds(1), 0),
            new Route(Tls.USUAL, Optional.empty(), new Pool(Duration.ofSeconds(1), 1, true)));

    @Test
    void a_header_that_repeats_a_secret_is_not_quoted() {
        var reply = new Answered(
                401,
                name -> Optional.of("Bearer error_description=\"tr0ub4dor&3 has expired\""),
                new byte[0],
                HttpVersion.HTTP_1_1);
        assertThat(((Answered) Redaction.of(ENDPOINT, SENT, reply)).header().apply("WWW-Authenticate"))
                .contains("Bearer error_description=\"*** has expired\"");
    }

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
                "{\"status\":\"success\", \"warnings\": [\"tr0ub4dor&3\"]}",
                "{\"status\":\"success\", \"infos\": [\"\\u0074r0ub4dor.jwt\"]}",
                "{\"status\":\"error\", \"error\": \"\\u0074r0ub4dor\\u00263\"}",
                "{\"status\":\"success\", \"data\": {\"result\":[{\"metric\":{\"a\":\"x tr0ub4dor.jwt\"},\"value\":[1,\"2\"]}]}}",
                "{\"status\":\"success\", \"data\": [\"tr0ub4dor&3\"]}",
                "{\"status\":\"success\", \"data\": {\"result\":[{\"metric\":{\"tr0ub4dor.jwt\":\"x\"}}]}}"
            })
    void a_result_that_repeats_a_secret_is_one_without_it(String body) {
        assertThat(redacted(200, body).text()).doesNotContain("r0ub4dor").contains("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{\"org\":\"tr0ub4dors\"},"
                        + "\"value\":[1709629890.900,\"123456789\"]}]}}",
                "{\"data\": {\"x\": \"tr0ub4dors\"}, \"status\" : \"success\"}"
            })
    void a_tenant_in_a_result_and_all_numbers_stay(String body) {
        assertThat(redacted(200, body).text()).contains("tr0ub4dors").doesNotContain("***");
    }

    @Test
    void the_password_of_basic_authentication_is_not_quoted_in_plain_text() {
        String basic =
                "Basic " + Base64.getEncoder().encodeToString("user:tr0ub4dor:3".getBytes(StandardCharsets.UTF_8));
        assertThat(redacted(basic, 401, "wrong password tr0ub4dor:3 of user:tr0ub4dor:3, " + basic)
                        .text())
                .isEqualTo("wrong password *** of ***, ***");
    }

    @Test
    void what_is_not_json_to_its_end_is_redacted_as_it_is() {
        assertThat(redacted(200, "{\"status\":\"success\",\"data\":\"tr0ub4dor&3\"")
                        .text())
                .isEqualTo("{\"status\":\"success\",\"data\":\"***\"");
    }

    private static Answered redacted(int status, String body) {
        return redacted("Bearer tr0ub4dor.jwt", status, body);
    }

    private static Answered redacted(String authorization, int status, String body) {
        var answer = new Answered(
                status, name -> Optional.empty(), body.getBytes(StandardCharsets.UTF_8), HttpVersion.HTTP_1_1);
        return (Answered) Redaction.of(ENDPOINT, SENT.with("Authorization", authorization), answer);
    }
}
