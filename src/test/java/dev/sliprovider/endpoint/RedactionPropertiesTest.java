package dev.sliprovider.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.http.EnvironmentProxy;
import dev.sliprovider.prometheus.PrometheusEndpoint;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a secret looks like, and however it is misspelt, no message and no text of a value has it. */
class RedactionPropertiesTest {

    private static final String SECRET = "tr0ub4dor";

    private final EndpointReader reader = new EndpointReader(new EnvironmentProxy(name -> null));

    @Property
    void a_password_in_a_url_is_not_in_what_is_said_of_it(@ForAll("secrets") String password) {
        assertThat(said(Map.of(Setting.URL, "https://user:" + password + "@prometheus:9090/x")))
                .doesNotContain(SECRET);
        assertThat(said(Map.of(Setting.URL, "user:" + password + "@prometheus")))
                .doesNotContain(SECRET);
    }

    @Property
    void a_password_in_the_url_of_a_proxy_is_not_in_what_is_said_of_it(@ForAll("secrets") String password) {
        assertThat(said(Map.of(Setting.URL, "http://p", Setting.PROXY_URL, "http://u:" + password + "@proxy:3128")))
                .doesNotContain(SECRET);
    }

    @Property
    void no_setting_is_repeated_that_may_be_a_secret(
            @ForAll("secrets") String secret, @ForAll("hidden") Setting setting) {
        assertThat(said(Map.of(Setting.URL, "http://p", setting, secret))).doesNotContain(SECRET);
        assertThat(said(Map.of(Setting.URL, "http://p", Setting.USER, "u", setting, secret)))
                .doesNotContain(SECRET);
    }

    /** Behind a line break or an ampersand there is another header or parameter, whose name is no secret. */
    @Property
    void the_values_of_headers_and_parameters_are_not_repeated(@ForAll("secrets") String secret) {
        String line = "X-Key: " + secret.replaceAll("\\R", "");
        assertThat(said(Map.of(Setting.URL, "http://p", Setting.HEADERS, line))).doesNotContain(SECRET);
        String parameter = "key=" + secret.replaceAll("[&\\s]", "");
        assertThat(said(Map.of(Setting.URL, "http://p", Setting.PARAMETERS, parameter)))
                .doesNotContain(SECRET);
    }

    @Provide
    static Arbitrary<Setting> hidden() {
        return Arbitraries.of(
                Setting.PASSWORD,
                Setting.BEARER_TOKEN,
                Setting.OAUTH2_CLIENT_SECRET,
                Setting.TLS_KEY,
                Setting.TLS_CA,
                Setting.TLS_CERT);
    }

    /** The word that is looked for, between what cuts URLs, lines, headers and YAML. */
    @Provide
    static Arbitrary<String> secrets() {
        Arbitrary<String> noise = Arbitraries.oneOf(
                Arbitraries.of(
                                "@", ":", "/", "?", "#", " ", ",", "\n", "%", "%zz", "[", "\\", "=", "&", "://", "é",
                                "1")
                        .list()
                        .ofMaxSize(4)
                        .map(parts -> String.join("", parts)),
                Arbitraries.strings().ascii().ofMaxLength(5));
        return noise.flatMap(before -> noise.map(behind -> before + SECRET + behind));
    }

    /** All that people may get to see of an endpoint: what it is as a text, or why it is refused. */
    private String said(Map<Setting, String> values) {
        var settings = new EndpointSettings("the test", Setting.Style.KEY, Path.of("."), values);
        try {
            PrometheusEndpoint endpoint = reader.read(settings);
            return endpoint + " " + endpoint.credentials() + " " + endpoint.headers() + " " + endpoint.parameters()
                    + " " + endpoint.warnings() + " " + endpoint.targets() + " " + endpoint.tls();
        } catch (EndpointException e) {
            return e.getMessage();
        }
    }
}
