package dev.sliprovider.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sliprovider.http.Header;
import dev.sliprovider.http.Proxy;
import dev.sliprovider.http.Secret;
import dev.sliprovider.http.Tls;
import dev.sliprovider.prometheus.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers, parameters, proxies and keys as they are written. */
class SettingValuesTest {

    @Test
    void headers_are_lines() {
        assertThat(Header.read("X-Scope-OrgID: a|b\r\n\n  X-Other :c:d "))
                .isEqualTo(List.of(
                        new Header("X-Scope-OrgID", new Secret("a|b")), new Header("X-Other", new Secret("c:d"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tr0ub4dor",
                ": tr0ub4dor",
                "a b: tr0ub4dor",
                "X: tr0ub4dor\u0001",
                "X: tr0ub4dor☃",
                "Host: tr0ub4dor",
                "content-length: tr0ub4dor"
            })
    void what_is_no_header_is_told_without_its_value(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Header.read(text)).satisfies(e -> assertThat(e)
                .hasMessageNotContaining("tr0ub4dor"));
    }

    @Test
    void parameters_are_as_in_a_url() {
        List<Parameter> read = Parameter.read(" ?dedup=true&a+b=c%26d&empty= ");
        assertThat(read).extracting(Parameter::encoded).containsExactly("dedup=true", "a+b=c%26d", "empty=");
        assertThat(read.toString()).doesNotContain("c&d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr0ub4dor", "=tr0ub4dor", "a=tr0ub4dor%", "query=tr0ub4dor", "a=b&time=tr0ub4dor"})
    void what_is_no_parameter_is_told_without_its_value(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parameter.read(text))
                .satisfies(e -> assertThat(e).hasMessageNotContaining("tr0ub4dor"));
    }

    @Test
    void a_proxy_may_have_a_login_and_need_not_have_a_scheme() {
        Proxy proxy = Proxy.parse(" http://me:p%40+ss@proxy:3128/ ");
        assertThat(proxy.user()).contains("me");
        assertThat(proxy.password().reveal()).isEqualTo("p@+ss");
        assertThat(proxy).hasToString("http://proxy:3128");
        assertThat(Proxy.parse("proxy")).hasToString("http://proxy:80");
        assertThat(Proxy.parse("u@proxy").user()).contains("u");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://u:tr0ub4dor@h",
                "http://u:tr0ub4dor@h:99999",
                "http://u:tr0ub4dor@",
                "u:tr0ub4dor@h/path",
                "h?tr0ub4dor",
                "tr0ub4dor x",
                "http://u:tr0ub4dor%f@h",
                ""
            })
    void what_is_no_proxy_is_told_without_its_value(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Proxy.parse(text)).satisfies(e -> assertThat(e)
                .hasMessageNotContaining("tr0ub4dor"));
    }

    @Test
    void keys_and_certificates_are_pem() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tls.certificates("-----BEGIN CERTIFICATE-----\ntr0ub4dor"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tls.key("-----BEGIN ENCRYPTED PRIVATE KEY-----\ntr0ub4dor"))
                .withMessageContaining("openssl pkey");
        assertThatIllegalArgumentException().isThrownBy(() -> Tls.key("tr0ub4dor"));
        assertThat(Tls.key("-----BEGIN EC PRIVATE KEY-----\nx").toString()).isEqualTo("***");
    }
}
