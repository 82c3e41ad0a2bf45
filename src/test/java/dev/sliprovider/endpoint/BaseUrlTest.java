package dev.sliprovider.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sliprovider.http.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:9090,               http://localhost:9090",
        "http://localhost:9090/,              http://localhost:9090",
        "http://localhost:9090///,            http://localhost:9090",
        "' http://localhost:9090 ',           http://localhost:9090",
        "https://mimir.example.org/prometheus/, https://mimir.example.org/prometheus",
        "https://u:p@mimir.example.org/a%2Fb, https://mimir.example.org/a%2Fb",
        "http://[::1]:9090,                   http://[::1]:9090",
    })
    void the_url_is_brought_into_one_form(String text, String url) {
        BaseUrl endpoint = BaseUrl.parse(text);
        assertThat(endpoint).hasToString(url);
    }

    @ParameterizedTest
    @CsvSource({
        "user:secret,             user:secret",
        "user:se%40c%3Ar%20et%2F, user:se@c:r et/",
        "user:a+b,                user:a+b",
        "user,                    user:",
        "user:,                   user:",
        "us%C3%A9r:p,             usér:p",
    })
    void credentials_become_a_header(String userInfo, String pair) {
        BaseUrl endpoint = BaseUrl.parse("http://" + userInfo + "@localhost:9090");
        assertThat(endpoint.authorization())
                .contains(new Secret(
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
        assertThat(endpoint).hasToString("http://localhost:9090");
    }

    @Test
    void without_credentials_there_is_no_header() {
        assertThat(BaseUrl.parse("http://localhost:9090").authorization()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:secret@",
                "http://user:secret@:9090",
                "http://user:secret@host:port",
                "http://user:secret@my$host:9090",
                "http://user:secret@host:9090?x=1",
                "http://user:secret@host:9090#x",
                "http://user:sec ret@host:9090",
                "http://user:secret%zz@host:9090",
                "http://user:secret/x@host:9090",
                "http://user:12/secret@host:9090",
                "http://user:p@secret#x@host:9090",
                "http://user:p@secret?x@host",
                "http:user:secret@host",
                "ftp://user:secret@host",
                "user:secret@host:9090",
                "//user:secret@host",
                "secret",
                ""
            })
    void what_is_no_address_is_refused_without_showing_credentials(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaseUrl.parse(text))
                .satisfies(e -> assertThat(e).hasNoCause().hasMessageNotContainingAny("secret", "sec ret", "user"));
    }

    @Test
    void a_host_may_have_an_underscore_and_a_password_an_at_sign() {
        BaseUrl endpoint = BaseUrl.parse("http://user:p@ss@prometheus_server:9090/x/");
        assertThat(endpoint).hasToString("http://prometheus_server:9090/x");
        assertThat(endpoint.authorization()).contains(new Secret("Basic dXNlcjpwQHNz"));
    }
}
