package dev.sliprovider.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.endpoint.PrometheusEndpoint.Target;
import dev.sliprovider.endpoint.Reply.Answered;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedTest {

    private static final PrometheusEndpoint ENDPOINT = new PrometheusEndpoint(
            List.of(new Target(URI.create("http://localhost"), Optional.empty())),
            new Login.Anonymous(),
            List.of(new Header("X-Key", new Secret("tr0ub4dor&3"))),
            List.of(new Parameter("apikey", new Secret("tr0ub4dor key"))),
            Tls.USUAL,
            List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no such key: tr0ub4dor&3",
                "cannot GET /api/v1/query?apikey=tr0ub4dor+key",
                "bad token tr0ub4dor.jwt",
                "Authorization: Bearer tr0ub4dor.jwt is refused"
            })
    void what_a_server_repeats_of_our_secrets_is_not_quoted(String body) {
        String text = masked(401, body).text();
        assertThat(text).doesNotContain("tr0ub4dor").contains("***");
    }

    @Test
    void a_result_is_left_as_it_is() {
        assertThat(masked(200, "{\"x\": \"tr0ub4dor&3\"}").text()).contains("tr0ub4dor&3");
    }

    private static Answered masked(int status, String body) {
        var answer = new Answered(
                status, name -> Optional.empty(), body.getBytes(StandardCharsets.UTF_8), HttpVersion.HTTP_1_1);
        return (Answered) Masked.of(ENDPOINT, Optional.of("Bearer tr0ub4dor.jwt"), answer);
    }
}
