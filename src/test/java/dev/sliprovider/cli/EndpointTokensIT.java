package dev.sliprovider.cli;

import static dev.sliprovider.cli.ServedEndpoints.MANY;
import static dev.sliprovider.cli.ServedEndpoints.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.cli.ServedEndpoints.Said;
import dev.sliprovider.fakekeptn.FakeTokens;
import dev.sliprovider.peers.Authority;
import dev.sliprovider.peers.GuardedPrometheus;
import dev.sliprovider.peers.TokenServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Endpoints that want access tokens of OAuth 2. */
class EndpointTokensIT {

    private static final String CLIENT = "sli provider";
    private static final String CLIENT_SECRET = SECRET + "+/%:ü";

    @TempDir
    static Path folder;

    private static ServedEndpoints service;

    private final GuardedPrometheus prometheus = new GuardedPrometheus();

    @BeforeAll
    static void start() throws Exception {
        service = new ServedEndpoints(folder, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
    }

    @AfterEach
    void close() {
        prometheus.close();
    }

    @Test
    void one_token_does_for_all_until_shortly_before_it_ends() throws Exception {
        try (var tokens = new TokenServer(CLIENT, CLIENT_SECRET)) {
            tokens.lifetime(Duration.ofSeconds(8));
            guard(tokens);
            Said said = service.asking("shop", MANY).get();
            assertThat(said.result()).as(said.message()).isEqualTo("pass");
            assertThat(tokens.issued()).isEqualTo(1);
            assertThat(tokens.requests().getFirst().parameters()).containsEntry("scope", "metrics read");
            assertThat(tokens.requests().getFirst().parameters()).containsEntry("audience", "a&b");
            assertThat(service.ask("shop").value()).isEqualTo(42);
            assertThat(tokens.issued()).isEqualTo(1);

            // Half of the lifetime of the token, after which it is replaced.
            Thread.sleep(4100);
            assertThat(service.asking("shop", MANY).get().result()).isEqualTo("pass");
            assertThat(tokens.issued()).isEqualTo(2);
            assertThat(prometheus.queries()).as("none was refused").hasSize(2 * MANY + 1);
        }
    }

    @Test
    void a_token_that_is_revoked_is_replaced_within_the_evaluation() throws Exception {
        try (var tokens = new TokenServer(CLIENT, CLIENT_SECRET)) {
            guard(tokens);
            assertThat(service.ask("shop").value()).isEqualTo(42);
            tokens.revokeAll();
            assertThat(service.asking("shop", MANY).get().result()).isEqualTo("pass");
            assertThat(tokens.issued()).isEqualTo(2);
        }
    }

    @Test
    void a_server_with_a_certificate_of_the_company_that_takes_forms_only_is_asked_so() throws Exception {
        Authority authority = Authority.in(folder.resolve("ca"));
        var certificate = authority.issue("login", "127.0.0.1").context();
        try (var tokens = new TokenServer(CLIENT, CLIENT_SECRET, FakeTokens.Credentials.FORM, certificate)) {
            guard(tokens, "oauth2_tls_ca_file: " + authority.ca());
            assertThat(service.asking("shop", 5).get().result()).isEqualTo("pass");
            assertThat(tokens.issued()).isEqualTo(1);
            guard(tokens);
            assertThat(service.ask("shop").message())
                    .contains("no access token", "signed by an unknown authority", "PROMETHEUS_OAUTH2_TLS_CA");
        }
    }

    @Test
    void without_a_token_nothing_is_asked_and_the_message_says_why() throws Exception {
        var tokens = new TokenServer(CLIENT, CLIENT_SECRET);
        try (tokens) {
            guard(tokens);
            tokens.fail(500);
            Said said = service.asking("shop", MANY).get();
            assertThat(said.message()).contains("no access token", tokens.tokenUrl() + " answered HTTP 500");
            assertThat(tokens.requests()).as("one refusal does for all").hasSize(1);
            tokens.recover();
            yaml(tokens, "oauth2_client_secret: " + SECRET);
            assertThat(service.ask("shop").message())
                    .contains("answered HTTP 401; check PROMETHEUS_OAUTH2_CLIENT_ID, PROMETHEUS_OAUTH2_CLIENT_SECRET");
            tokens.hang();
            yaml(tokens, "oauth2_client_secret: " + SECRET + "2");
            assertThat(service.ask("shop").message())
                    .contains("no access token in time from " + tokens.tokenUrl()
                            + "; look at PROMETHEUS_OAUTH2_TOKEN_URL");
        }
        yaml(tokens, "oauth2_client_secret: " + SECRET + "3");
        assertThat(service.ask("shop").message()).contains("no access token", "the connection was refused");
        assertThat(prometheus.requests()).isEmpty();
    }

    private void guard(TokenServer tokens, String... more) throws Exception {
        prometheus.guard(
                401,
                headers ->
                        tokens.accepts(headers.getOrDefault("authorization", "").replace("Bearer ", "")));
        var lines = new ArrayList<>(List.of("oauth2_client_secret: '" + CLIENT_SECRET + "'"));
        lines.addAll(List.of(more));
        yaml(tokens, lines.toArray(String[]::new));
    }

    private void yaml(TokenServer tokens, String... more) throws Exception {
        if (prometheus.port() == 0) {
            prometheus.start();
        }
        var lines = new ArrayList<>(List.of("url: " + prometheus.url(), "oauth2_client_id: " + CLIENT));
        lines.addAll(List.of("oauth2_token_url: " + tokens.tokenUrl(), "oauth2_scopes: [metrics, read]"));
        lines.add("oauth2_parameters: {audience: a&b}");
        lines.addAll(List.of(more));
        service.yaml("shop", lines.toArray(String[]::new));
    }
}
