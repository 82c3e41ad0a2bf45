package dev.sliprovider.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.fakekeptn.Certificate;
import dev.sliprovider.secrets.Secrets;
import dev.sliprovider.waiting.Eventually;
import io.nats.client.NKey;
import io.nats.client.Nats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Every way to be let in by a NATS server, and what is said when one is not. */
class NatsAccessIT extends SingleReplica {

    private static final String TRUST = "QUARKUS_TLS_NATS_TRUST_STORE_PEM_CERTS";
    private static final String SECRET = "s3cret-" + Secrets.MARKER;

    @Test
    void user_and_password() throws Exception {
        server("--user", "keptn", "--pass", SECRET);
        provider(Map.of("SLI_PROVIDER_NATS_USER", "keptn", "SLI_PROVIDER_NATS_PASSWORD", SECRET))
                .awaitReady();
        assertThat(provider.log()).doesNotContain(SECRET);
    }

    @Test
    void user_and_password_in_the_address() throws Exception {
        server("--user", "keptn", "--pass", SECRET);
        provider(Map.of("NATS_URL", server.url().replace("//", "//keptn:" + SECRET + "@")))
                .awaitReady();
        assertThat(provider.log()).doesNotContain(SECRET);
    }

    @Test
    void a_token() throws Exception {
        server("--auth", SECRET);
        provider(Map.of("SLI_PROVIDER_NATS_TOKEN", SECRET)).awaitReady();
        assertThat(provider.log()).doesNotContain(SECRET);
    }

    @Test
    void an_nkey_seed() throws Exception {
        NKey user = NKey.createUser(null);
        Path seed = Files.writeString(folder.resolve("user.nk"), Jwt.seed(user) + "\n");
        server("-c", config("authorization { users = [ { nkey: " + new String(user.getPublicKey()) + " } ] }"));
        provider(Map.of("SLI_PROVIDER_NATS_NKEY_FILE", seed.toString())).awaitReady();
        assertThat(provider.log()).doesNotContain(new String(user.getSeed()));
    }

    @Test
    void a_credentials_file() throws Exception {
        NKey operator = NKey.createOperator(null);
        NKey account = NKey.createAccount(null);
        NKey user = NKey.createUser(null);
        String accountId = new String(account.getPublicKey());
        server("-c", config("""
                operator: %s
                resolver: MEMORY
                resolver_preload: { %s: %s }
                """.formatted(Jwt.operator(operator), accountId, Jwt.account(operator, account))));
        Path credentials = Files.writeString(folder.resolve("user.creds"), Jwt.credentials(account, user));
        provider(Map.of("SLI_PROVIDER_NATS_CREDENTIALS_FILE", credentials.toString()))
                .awaitReady();
        assertThat(provider.log()).doesNotContain(new String(user.getSeed()));
    }

    @Test
    void tls_with_a_certificate_authority_of_its_own() throws Exception {
        Certificate certificate = Certificate.of("localhost", folder);
        server(
                "--tls",
                "--tlscert",
                certificate.pem().toString(),
                "--tlskey",
                certificate.key().toString());
        String address = server.url().replace("nats://127.0.0.1", "tls://localhost");
        provider(Map.of("NATS_URL", address, TRUST, certificate.pem().toString()))
                .awaitReady();
    }

    private void awaitTrouble(String word) {
        Eventually.await()
                .ignoreExceptions()
                .until(() -> provider.get("/q/health/ready").body().contains(word));
    }

    @Test
    void wrong_credentials_are_told_once_and_tried_until_they_are_right() throws Exception {
        server("--user", "keptn", "--pass", "another-" + SECRET);
        provider(Map.of("SLI_PROVIDER_NATS_USER", "keptn", "SLI_PROVIDER_NATS_PASSWORD", SECRET))
                .awaitNotReady();
        awaitTrouble("uthorization");
        // The library gives up after two attempts.
        Eventually.await().until(() -> server.log().split("authentication error", -1).length > 4);
        assertThat(provider.log()).doesNotContain(SECRET).containsOnlyOnce("check sli-provider.nats");

        server.stop();
        server.arguments("--user", "keptn", "--pass", SECRET).start();
        provider.awaitReady();
    }

    @Test
    void what_may_not_be_published_is_logged_whole_and_the_provider_is_not_ready() throws Exception {
        permissions("publish: {deny: \"sh.keptn.event.get-sli.finished\"}");
        provider(Map.of("NATS_URL", server.url().replace("//", "//p:" + SECRET + "@")))
                .awaitReady();
        try (var other = Nats.connect(server.url().replace("//", "//b:" + SECRET + "@"))) {
            other.publish(
                    Bus.TRIGGERED, Bus.event("denied-1", "quick").toString().getBytes());
            other.flush(Eventually.LIMIT);
        }
        Eventually.await().until(() -> provider.log().contains("\"triggeredid\":\"denied-1\""));
        assertThat(provider.get("/metrics").body()).contains("sli_answers_undelivered_total 1.0");
        awaitTrouble("give the user this permission");
    }

    /** Started and finished events of several tasks are published together, and each has an error of its own. */
    @Test
    void every_answer_that_may_not_be_published_is_logged_when_no_answer_of_any_type_may_be() throws Exception {
        permissions("publish: {deny: \"sh.keptn.>\"}");
        // An event begins as soon as another one ends.
        provider(Map.of(
                        "NATS_URL",
                        server.url().replace("//", "//p:" + SECRET + "@"),
                        "SLI_PROVIDER_EVENTS_MAX_IN_FLIGHT",
                        "8"))
                .awaitReady();
        int events = 200;
        try (var other = Nats.connect(server.url().replace("//", "//b:" + SECRET + "@"))) {
            for (int i = 0; i < events; i++) {
                other.publish(
                        Bus.TRIGGERED,
                        Bus.event("denied-" + i, "quick").toString().getBytes());
            }
            other.flush(Eventually.LIMIT);
        }
        provider.awaitRetrieved(events);
        provider.awaitIdle();
        assertThat(provider.metrics()).contains("sli_answers_undelivered_total " + events + ".0");
        for (int i = 0; i < events; i++) {
            assertThat(provider.log()).contains("\"triggeredid\":\"denied-" + i + "\"");
        }
    }

    @Test
    void what_may_not_be_subscribed_to_is_told_by_readiness() throws Exception {
        permissions("subscribe: {deny: \"sh.keptn.>\"}");
        provider(Map.of("NATS_URL", server.url().replace("//", "//p:" + SECRET + "@")));
        awaitTrouble("Permissions Violation for Subscription");
    }

    @Test
    void a_credentials_file_that_is_away_while_it_is_replaced_does_not_end_the_attempts() throws Exception {
        NKey user = NKey.createUser(null);
        Path seed = Files.writeString(folder.resolve("user.nk"), Jwt.seed(NKey.createUser(null)));
        server("-c", config("authorization { users = [ { nkey: " + new String(user.getPublicKey()) + " } ] }"));
        provider(Map.of("SLI_PROVIDER_NATS_NKEY_FILE", seed.toString())).awaitNotReady();
        awaitTrouble("uthorization");
        Files.delete(seed);
        Awaitility.await().during(Duration.ofSeconds(2)).until(() -> true);
        Files.writeString(seed, Jwt.seed(user));
        provider.awaitReady();
    }

    private void permissions(String denied) throws IOException {
        server(
                "-c",
                config("authorization { users = [ {user: p, password: " + SECRET + ", permissions: {" + denied
                        + "}}, {user: b, password: " + SECRET + "} ] }"));
    }

    @Test
    void a_second_address_is_used_when_the_first_is_gone() throws Exception {
        server();
        var other = new NatsServer(folder.resolve("other")).start();
        try {
            provider(Map.of("NATS_URL", server.url() + "," + other.url())).awaitReady();
            server.kill();
            try (var bus = new Bus(other)) {
                provider.awaitReady();
                List<String> ids = new ArrayList<>();
                Eventually.await().pollInterval(Duration.ofMillis(300)).until(() -> {
                    ids.add(bus.trigger("quick"));
                    return ids.stream().anyMatch(id -> !bus.finished(id).isEmpty());
                });
            }
        } finally {
            other.stop();
        }
    }

    private String config(String text) throws IOException {
        return Files.writeString(folder.resolve("nats.conf"), text).toString();
    }

    private void server(String... arguments) throws IOException {
        server = new NatsServer(folder.resolve("nats"), arguments).start();
    }

    private Provider provider(Map<String, String> more) throws IOException {
        var settings = new HashMap<>(Map.of("NATS_URL", server.url()));
        settings.putAll(more);
        provider = Provider.start(folder, prometheus, settings);
        return provider;
    }
}
