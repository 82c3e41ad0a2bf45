package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.fakekeptn.Certificate;
import dev.sliprovider.fakekeptn.FakeKeptn;
import dev.sliprovider.scenario.FakePrometheus;
import dev.sliprovider.waiting.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keptn asked through its API gateway: logins and certificates. */
class GatewayIT {

    private static final String TOKEN = "tr0ub4dor";

    private final FakePrometheus prometheus = new FakePrometheus();

    @TempDir
    Path directory;

    @BeforeEach
    void prepare() {
        prometheus.answers(Map.of("sum(good)", Map.of("vector", List.of(41.5))));
    }

    @AfterEach
    void stop() {
        prometheus.stop();
    }

    @Test
    void sli_yaml_is_read_behind_the_gateway_with_the_api_token() throws Exception {
        try (var keptn = keptn()) {
            keptn.requireApiToken(TOKEN);
            Program.Result result = getSli(keptn, Map.of("KEPTN_API_TOKEN", TOKEN + "\n"));

            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.out()).contains("41.5");
            assertThat(keptn.requests())
                    .extracting(FakeKeptn.Request::target)
                    .contains(
                            "/api/resource-service/v1/project/bookshop/stage/preprod/resource/prometheus%252Fsli.yaml");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''              | a Keptn API token is needed; set KEPTN_API_TOKEN
            other-tr0ub4dor | the Keptn API token is refused; check KEPTN_API_TOKEN
            """)
    void who_may_not_pass_is_told_which_setting_to_look_at(String token, String sentence) throws Exception {
        try (var keptn = keptn()) {
            keptn.requireApiToken(TOKEN);
            Program.Result result = getSli(keptn, Map.of("KEPTN_API_TOKEN", token));

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.out() + result.err()).contains(sentence);
        }
    }

    @ParameterizedTest
    @CsvSource({"OAUTH_DISCOVERY, /.well-known/openid-configuration", "OAUTH_TOKEN_URL, /oauth/token"})
    void an_access_token_is_had_once_and_sent_beside_the_api_token(String setting, String path) throws Exception {
        try (var keptn = keptn()) {
            keptn.requireApiToken(TOKEN);
            keptn.requireOauth("provider", "s+" + TOKEN, Duration.ofMinutes(5));
            Program.Result result = getSli(
                    keptn,
                    Map.of(
                            "KEPTN_API_TOKEN",
                            TOKEN,
                            "OAUTH_CLIENT_ID",
                            "provider",
                            "OAUTH_CLIENT_SECRET",
                            "s+" + TOKEN,
                            "OAUTH_SCOPES",
                            "openid,keptn",
                            setting,
                            keptn.url() + path));

            assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
            assertThat(keptn.accessTokensIssued()).isEqualTo(1);
            assertThat(keptn.requests())
                    .filteredOn(request -> request.target().equals("/oauth/token"))
                    .singleElement()
                    .satisfies(request ->
                            assertThat(request.body()).isEqualTo("grant_type=client_credentials&scope=openid+keptn"));
        }
    }

    @Test
    void a_provider_that_takes_no_basic_credentials_gets_them_in_the_form() throws Exception {
        try (var keptn = keptn()) {
            keptn.requireOauth("provider", "s+" + TOKEN, Duration.ofMinutes(5));
            keptn.takeOauthClientInFormOnly();
            Program.Result result = getSli(
                    keptn,
                    Map.of(
                            "OAUTH_CLIENT_ID",
                            "provider",
                            "OAUTH_CLIENT_SECRET",
                            "s+" + TOKEN,
                            "OAUTH_SCOPES",
                            "openid",
                            "OAUTH_TOKEN_URL",
                            keptn.url() + "/oauth/token"));

            assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
            assertThat(keptn.accessTokensIssued()).isEqualTo(1);
        }
    }

    @Test
    void a_client_that_the_provider_refuses_is_a_sentence() throws Exception {
        try (var keptn = keptn()) {
            keptn.requireOauth("provider", "another-" + TOKEN, Duration.ofMinutes(5));
            Program.Result result = getSli(
                    keptn,
                    Map.of(
                            "OAUTH_CLIENT_ID",
                            "provider",
                            "OAUTH_CLIENT_SECRET",
                            TOKEN,
                            "OAUTH_SCOPES",
                            "openid",
                            "OAUTH_TOKEN_URL",
                            keptn.url() + "/oauth/token"));

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.out() + result.err())
                    .contains("/oauth/token answered HTTP 401; check OAUTH_CLIENT_ID, OAUTH_CLIENT_SECRET")
                    .doesNotContain("\tat ", TOKEN);
        }
    }

    @Test
    void a_part_of_what_oauth_needs_stops_the_start_with_what_is_missing() throws Exception {
        Program.Result result = Program.run(
                Map.of("KEPTN_API_ENDPOINT", "http://localhost:1/api", "OAUTH_CLIENT_ID", "me", "OAUTH_SCOPES", " "),
                "",
                "serve",
                "--port=0",
                "--management-port=0");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out() + result.err())
                .contains("missing: OAUTH_CLIENT_SECRET, OAUTH_SCOPES, OAUTH_TOKEN_URL or OAUTH_DISCOVERY")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            KEPTN_API_ENDPOINT       | keptn.example.org/api          | KEPTN_API_ENDPOINT) cannot be used
            KEPTN_API_ENDPOINT       | http://u:tr0ub4dor@h/api?x=1   | KEPTN_API_ENDPOINT) must end before ?
            KEPTN_API_TOKEN          | tr0ub4dor☃                     | KEPTN_API_TOKEN) has characters
            SLI_PROVIDER_API_TIMEOUT | 0s                             | sli-provider.api.timeout
            HTTP_SSL_VERIFY          | treu                           | (HTTP_SSL_VERIFY) is "treu"; expected true or false
            DISABLE_REGISTRATION     | nope                           | (DISABLE_REGISTRATION) is "nope"; expected true or false
            """)
    void a_wrong_setting_stops_the_start_with_a_sentence(String name, String value, String sentence) throws Exception {
        var settings = new HashMap<>(Map.of("KEPTN_API_ENDPOINT", "http://localhost:1/api"));
        settings.put(name, value);
        Program.Result result = Program.run(settings, "", "serve", "--port=0", "--management-port=0");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out() + result.err()).contains(sentence).doesNotContain("\tat ", "tr0ub4dor");
    }

    @Test
    void a_certificate_is_checked_unless_its_authority_is_named_or_a_person_switches_that_off() throws Exception {
        Certificate certificate = Certificate.of("localhost", directory);
        try (var keptn = files(new FakeKeptn(0, certificate.context()))) {
            Program.Result unknown = getSli(keptn, Map.of("SLI_PROVIDER_RESOURCE_RETRIES", "0"));
            assertThat(unknown.exitCode()).isEqualTo(2);
            assertThat(unknown.out() + unknown.err())
                    .contains("certificate is signed by an unknown authority")
                    .doesNotContain("\tat ");

            String pem = certificate.pem().toString();
            Program.Result known = getSli(keptn, Map.of("QUARKUS_TLS_KEPTN_TRUST_STORE_PEM_CERTS", pem));
            assertThat(known.exitCode()).as(known.out() + known.err()).isZero();

            Program.Result unchecked = getSli(keptn, Map.of("HTTP_SSL_VERIFY", "false"));
            assertThat(unchecked.exitCode()).as(unchecked.err()).isZero();
            assertThat(unchecked.err()).containsOnlyOnce("TLS verification of Keptn's API is off");
            assertThat(known.err()).doesNotContain("TLS verification");
        }
    }

    @Test
    void a_certificate_for_another_host_is_not_taken_although_its_authority_is_known() throws Exception {
        Certificate certificate = Certificate.of("keptn.example.org", directory);
        try (var keptn = files(new FakeKeptn(0, certificate.context()))) {
            String pem = certificate.pem().toString();
            Program.Result result = getSli(
                    keptn,
                    Map.of("QUARKUS_TLS_KEPTN_TRUST_STORE_PEM_CERTS", pem, "SLI_PROVIDER_RESOURCE_RETRIES", "0"));

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.out() + result.err())
                    .contains("certificate is for another host name", "use the name that is in it")
                    .doesNotContain("name the CA");
        }
    }

    @Test
    void checks_of_certificates_are_never_switched_off_elsewhere_than_behind_the_api() throws Exception {
        Certificate certificate = Certificate.of("localhost", directory);
        try (var keptn = files(new FakeKeptn(0, certificate.context()))) {
            for (String endpoint : List.of("", "http://localhost:1/api")) {
                Program.Result result = getSli(
                        keptn,
                        Map.of(
                                "KEPTN_API_ENDPOINT",
                                endpoint,
                                "RESOURCE_SERVICE",
                                keptn.url(),
                                "HTTP_SSL_VERIFY",
                                "false",
                                "SLI_PROVIDER_RESOURCE_RETRIES",
                                "0"));

                assertThat(result.exitCode()).isEqualTo(2);
                assertThat(result.out() + result.err()).contains("certificate is signed by an unknown authority");
            }
        }
    }

    @Test
    void variables_that_are_set_to_nothing_count_as_not_set() throws Exception {
        try (var keptn = keptn()) {
            var settings = new HashMap<>(Map.of("LOG_JSON", "", "DISABLE_REGISTRATION", " ", "HTTP_SSL_VERIFY", ""));
            settings.putAll(Map.of("K_SINK", "   ", "NATS_URL", "", "EVENTBROKER", "nats://127.0.0.1:1"));
            settings.putAll(Map.of("K8S_DEPLOYMENT_VERSION", " ", "VERSION", "9.9", "PUBSUB_GROUP", ""));
            settings.putAll(Map.of("SLI_PROVIDER_CONTROL_PLANE_URL", keptn.url()));
            var service = new Service(directory, settings);
            try (service) {
                Eventually.await().until(() -> !keptn.registrations().isEmpty());
            }

            assertThat(keptn.registrations()
                            .getFirst()
                            .at("/metadata/integrationversion")
                            .asText())
                    .isEqualTo("9.9");
            assertThat(service.log())
                    .contains("nats://127.0.0.1:1", "answers: on the bus")
                    .doesNotContain("certificates of Keptn's API", "{\"timestamp");
        }
    }

    private static FakeKeptn keptn() {
        return files(new FakeKeptn());
    }

    private static FakeKeptn files(FakeKeptn keptn) {
        keptn.sliYaml("bookshop/preprod", "indicators: {good: sum(good)}");
        return keptn;
    }

    private Program.Result getSli(FakeKeptn keptn, Map<String, String> more) throws Exception {
        var settings = new HashMap<>(Map.of("KEPTN_API_ENDPOINT", keptn.api() + "/"));
        settings.putAll(more);
        var arguments = new ArrayList<>(List.of("get-sli", "--prometheus", prometheus.url()));
        arguments.addAll(List.of("--project=bookshop", "--stage=preprod", "--service=catalog", "--indicator=good"));
        return Program.run(settings, "", arguments.toArray(String[]::new));
    }
}
