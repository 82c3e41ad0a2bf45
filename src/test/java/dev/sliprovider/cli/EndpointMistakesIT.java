package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.cli.ServedEndpoints.Said;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of an endpoint that cannot be used: the place, the name, and nothing secret. */
class EndpointMistakesIT {

    @TempDir
    static Path folder;

    private static ServedEndpoints service;

    @BeforeAll
    static void start() throws Exception {
        service = new ServedEndpoints(folder, Map.of("PROMETHEUS_ENDPOINT", "http://127.0.0.1:1"));
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            url: [tr0ub4dor                 | this is not valid YAML
            tr0ub4dor                       | is no YAML map
            user: tr0ub4dor                 | url is missing
            pasword: tr0ub4dor              | "pasword" is no setting; is password meant?
            url: 'http://u:tr0ub4dor@h?x'   | url: the Prometheus URL must end before ?
            {url: h, user: a, bearer_token: tr0ub4dor} | credentials are given more than once, in user and bearer_token
            {url: h, password: tr0ub4dor}   | user is missing; a password needs its user
            {url: h, bearer_token_file: no} | bearer_token_file: there is no file
            {url: h, tls_ca: tr0ub4dor}     | tls_ca: it is not a certificate in PEM
            {url: h, tls_insecure_skip_verify: maybe} | tls_insecure_skip_verify: expected true or false
            {url: h, oauth2_client_id: me}  | oauth2_client_secret is missing
            """)
    void what_cannot_be_used_is_told_with_place_and_name(String yaml, String sentence) throws Exception {
        service.yaml("wrong", yaml);
        Said said = service.ask("wrong");
        assertThat(said.status()).isEqualTo("errored");
        assertThat(said.message())
                .contains("the file wrong.yaml of sli-provider.endpoints.directory", sentence)
                .doesNotContain(service.directory().toString());
    }
}
