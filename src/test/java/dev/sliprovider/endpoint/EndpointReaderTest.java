package dev.sliprovider.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sliprovider.fakekeptn.Certificate;
import dev.sliprovider.http.EnvironmentProxy;
import dev.sliprovider.http.Proxy;
import dev.sliprovider.http.Secret;
import dev.sliprovider.peers.Authority;
import dev.sliprovider.prometheus.Credentials;
import dev.sliprovider.prometheus.PrometheusConfig.PartialResponse;
import dev.sliprovider.prometheus.PrometheusEndpoint;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointReaderTest {

    private static final String SECRET = "tr0ub4dor";

    private final EndpointReader reader = new EndpointReader(new EnvironmentProxy(name -> null));

    @TempDir
    Path folder;

    @Test
    void a_host_alone_is_asked_over_https_and_the_same_server_once() {
        PrometheusEndpoint endpoint = read("url: 'prometheus/x/, https://prometheus/x http://b'");
        assertThat(endpoint.targets())
                .extracting(target -> target.url().toString())
                .containsExactly("https://prometheus/x", "http://b");
        assertThat(endpoint).hasToString("https://prometheus/x, http://b");
    }

    @Test
    void a_password_that_a_blank_cuts_is_not_taken_for_a_host_and_shown() {
        assertThatThrownBy(() -> read("url: 'https://user:@" + SECRET + "? @prometheus:9090'"))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining("must end before ? and #")
                .hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url: my_prom.svc",
                "url: 'http://a https://b.-c:9090'",
                "url: https://a-.b",
                "{url: h, tls_server_name: my_prom}",
                "{url: h, tls_server_name: '-prom'}"
            })
    void a_name_that_tls_cannot_verify_is_refused_with_the_reason(String settings) {
        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining("TLS cannot verify")
                .hasMessageContaining("underscore");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url: 'http://my_prom.svc'",
                "{url: my_prom.svc, tls_server_name: prom}",
                "url: 'https://[::1]:1'"
            })
    void over_http_or_with_another_name_of_the_certificate_it_is_taken(String settings) {
        assertThat(read(settings).targets()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    url: h                                                   |
                    url: h, partial_response: warn                           | WARN
                    url: h, partial_response: FAIL                           | FAIL
                    url: h, parameters: dedup=true&partial_response=false    | FAIL
                    url: h, parameters: {deny_partial_response: 1}           | FAIL
                    url: h, parameters: partial_response=true                |
                    """)
    void an_endpoint_may_say_what_a_part_of_the_data_is_worth(String settings, PartialResponse policy) {
        assertThat(read("{" + settings + "}").partialResponse()).isEqualTo(Optional.ofNullable(policy));
    }

    @Test
    void a_secret_that_was_moved_by_half_is_worth_a_warning() {
        Map<String, String> both =
                Map.of("PROMETHEUS_URL", "http://new", "prometheus-credentials", "{url: http://old}");
        PrometheusEndpoint endpoint = reader.read(EndpointKeys.read("the Secret", folder, both));
        assertThat(endpoint).hasToString("http://new");
        assertThat(endpoint.warnings())
                .singleElement()
                .asString()
                .contains("the Secret has the keys PROMETHEUS_URL and prometheus-credentials", "Remove one of both");
        assertThat(reader.read(EndpointKeys.read("the Secret", folder, Map.of("PROMETHEUS_URL", "http://new")))
                        .warnings())
                .isEmpty();
    }

    @Test
    void a_policy_that_contradicts_the_parameters_is_refused() {
        assertThatThrownBy(() -> read("{url: h, parameters: partial_response=0, partial_response: warn}"))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining("partial_response: it is warn, but the parameters");
        assertThatThrownBy(() -> read("{url: h, partial_response: perhaps}"))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining("expected fail or warn");
    }

    @Test
    void a_token_url_stays_as_it_is() {
        PrometheusEndpoint endpoint = read("{url: h, oauth2_client_id: a, oauth2_client_secret: " + SECRET
                + ", oauth2_token_url: 'https://login/token/?p=x', oauth2_scopes: 'a, b'}");
        assertThat(endpoint.credentials()).isInstanceOfSatisfying(Credentials.ClientCredentials.class, login -> {
            assertThat(login.client().address()).isEqualTo(URI.create("https://login/token/?p=x"));
            assertThat(login.client().scopes()).containsExactly("a", "b");
        });
        assertThat(endpoint.credentials().toString() + endpoint).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{url: h, user: u, bearer_token: tr0ub4dor}",
                "{url: 'https://u:tr0ub4dor@h', headers: {authorization: x}}",
                "{url: 'https://u:tr0ub4dor@h https://i'}",
                "{url: h, bearer_token: tr0ub4dor é}",
                "{url: h, password: tr0ub4dor, password_file: x}",
                "{url: h, oauth2_token_url: 'ftp://u:tr0ub4dor@h'}",
                "{url: h, oauth2_client_id: a, oauth2_client_secret: tr0ub4dor, oauth2_token_url: 'u:tr0ub4dor@h'}",
                "{url: h, oauth2_client_id: a, oauth2_client_secret: tr0ub4dor, oauth2_token_url: 'http://h',"
                        + " oauth2_parameters: {scope: tr0ub4dor}}",
                "{url: h, tls_key: tr0ub4dor}",
                "{url: h, proxy_url: 'socks5://u:tr0ub4dor@h'}",
                "{url: h, proxy_url: 'http://u:tr0ub4dor%zz@h'}",
                "{url: h, headers: 'X-Scope-OrgID tr0ub4dor'}",
                "{url: h, parameters: 'query=tr0ub4dor'}",
                "{url: h, bearer_token_file: empty}",
                "{url: h, bearer_token_file: \"tr0ub4dor\\0\"}",
            })
    void what_is_wrong_is_told_without_the_value(String yaml) throws Exception {
        Files.writeString(folder.resolve("empty"), "\n");
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(EndpointException.class)
                .hasMessageStartingWith("here: ")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void a_key_belongs_to_its_certificate() throws Exception {
        Authority authority = Authority.in(folder.resolve("ca"));
        Certificate one = authority.issue("one");
        Certificate two = authority.issue("two");
        assertThat(read("{url: h, tls_cert_file: " + one.pem() + ", tls_key_file: " + one.key() + "}")
                        .tls()
                        .identity())
                .isPresent();
        assertThatThrownBy(() -> read("{url: h, tls_cert_file: " + one.pem() + ", tls_key_file: " + two.key() + "}"))
                .hasMessage("here: tls_key: it is not the key of the client certificate");
        assertThatThrownBy(() -> read("{url: h, tls_cert_file: " + one.pem() + "}"))
                .hasMessageContaining("tls_key is missing");
    }

    @Test
    void the_proxy_of_the_environment_counts_where_none_is_named() {
        var there = new EndpointReader(new EnvironmentProxy(Map.of("HTTPS_PROXY", "proxy:3128")::get));
        assertThat(there.read(settings("url: h")).targets().getFirst().proxy())
                .contains(new Proxy("proxy", 3128, Optional.empty(), new Secret("")));
        assertThat(there.read(settings("{url: h, proxy_url: 'own:1'}"))
                        .targets()
                        .getFirst()
                        .proxy())
                .map(Proxy::host)
                .contains("own");
    }

    private PrometheusEndpoint read(String yaml) {
        return reader.read(settings(yaml));
    }

    private EndpointSettings settings(String yaml) {
        return new EndpointSettings("here", Setting.Style.YAML, folder, EndpointYaml.read("here", yaml));
    }
}
