package dev.sliprovider.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.fakekeptn.FakeTokens.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenServerTest {

    private static final String GRANT = "grant_type=client_credentials";
    private static final String IN_FORM = GRANT + "&client_id=provider&client_secret=s%2Btr0ub4dor";
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("provider:s%2Btr0ub4dor".getBytes());

    private final HttpClient http = HttpClient.newHttpClient();
    private Duration patience = Duration.ofSeconds(10);

    @ParameterizedTest
    @CsvSource({"BASIC, 200, 401", "FORM, 401, 200", "EITHER, 200, 200"})
    void credentials_count_where_it_wants_them(Credentials mode, int basic, int form) throws Exception {
        try (var server = new TokenServer("provider", "s+tr0ub4dor", mode, null)) {
            assertThat(ask(server, BASIC, GRANT).statusCode()).isEqualTo(basic);
            assertThat(ask(server, "", IN_FORM).statusCode()).isEqualTo(form);
            assertThat(ask(server, BASIC, IN_FORM).statusCode()).isEqualTo(401);
            assertThat(ask(server, "", GRANT).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void a_token_is_good_until_it_ends_or_is_revoked() throws Exception {
        try (var server = new TokenServer("provider", "s+tr0ub4dor")) {
            String token = token(server);
            assertThat(server.accepts(token)).isTrue();
            assertThat(server.accepts("other")).isFalse();
            server.revokeAll();
            assertThat(server.accepts(token)).isFalse();

            server.lifetime(Duration.ZERO);
            assertThat(server.accepts(token(server))).isFalse();
            assertThat(server.issued()).isEqualTo(2);
        }
    }

    @Test
    void it_fails_and_hangs_until_it_recovers() throws Exception {
        try (var server = new TokenServer("provider", "s+tr0ub4dor")) {
            server.fail(500);
            assertThat(ask(server, BASIC, GRANT).statusCode()).isEqualTo(500);
            server.hang();
            patience = Duration.ofMillis(300);
            assertThatThrownBy(() -> ask(server, BASIC, GRANT)).isInstanceOf(HttpTimeoutException.class);
            patience = Duration.ofSeconds(10);
            server.recover();
            assertThat(ask(server, BASIC, GRANT).statusCode()).isEqualTo(200);
        }
    }

    private String token(TokenServer server) throws Exception {
        return new ObjectMapper()
                .readTree(ask(server, BASIC, GRANT).body())
                .path("access_token")
                .asText();
    }

    private HttpResponse<String> ask(TokenServer server, String authorization, String form)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server.tokenUrl()))
                .timeout(patience)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
