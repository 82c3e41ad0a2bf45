package dev.sliprovider.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sliprovider.http.EnvironmentProxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Whatever stands in the settings of an endpoint, they are read, or refused by a sentence without a value. */
class EndpointFuzzTest {

    private static final String SECRET = "tr0ub4dor";

    private final EndpointReader reader = new EndpointReader(new EnvironmentProxy(name -> null));

    @FuzzTest
    void url(byte[] bytes) {
        String text = text(bytes);
        assertThat(said(Map.of(Setting.URL, text))).isNotEmpty();
        assertThat(said(Map.of(Setting.URL, "http://p", Setting.PROXY_URL, text)))
                .isNotEmpty();
    }

    @FuzzTest
    void password_in_a_url(byte[] bytes) {
        assertThat(said(Map.of(Setting.URL, "https://user:" + text(bytes) + SECRET + "@p:9090")))
                .doesNotContain(SECRET);
    }

    @FuzzTest
    void headers_and_parameters(byte[] bytes) {
        String text = text(bytes);
        assertThat(said(Map.of(Setting.URL, "http://p", Setting.HEADERS, text))).isNotEmpty();
        assertThat(said(Map.of(Setting.URL, "http://p", Setting.PARAMETERS, text)))
                .isNotEmpty();
    }

    @FuzzTest
    void certificate_and_key(byte[] bytes) {
        String text = text(bytes);
        assertThat(said(Map.of(Setting.URL, "https://p", Setting.TLS_CA, text))).isNotEmpty();
        assertThat(said(Map.of(Setting.URL, "https://p", Setting.TLS_CERT, text, Setting.TLS_KEY, SECRET + text)))
                .doesNotContain(SECRET);
    }

    /** A block of YAML, as a Secret or a folder may have it. */
    @FuzzTest
    void yaml(byte[] bytes) {
        try {
            Map<Setting, String> values = EndpointYaml.read("the Secret", text(bytes));
            assertThat(said(values)).isNotEmpty();
        } catch (EndpointException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private String said(Map<Setting, String> values) {
        try {
            return reader.read(new EndpointSettings("the test", Setting.Style.KEY, Path.of("."), values))
                    .toString();
        } catch (EndpointException e) {
            return e.getMessage();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
