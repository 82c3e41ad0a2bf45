package dev.sliprovider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentProxyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            http://prometheus:9090      | -                       | true
            http://localhost:9090       | -                       | false
            http://127.8.0.1            | -                       | false
            http://[::1]:9090           | -                       | false
            http://a.example.org        | example.org             | false
            http://example.org          | example.org             | false
            http://example.org          | .example.org            | true
            http://a.example.org        | .example.org            | false
            http://a.example.org        | *.example.org           | false
            http://badexample.org       | example.org             | true
            http://A.Example.org        | a.example.ORG           | false
            http://a:9090               | a:9090                  | false
            http://a:9091               | a:9090                  | true
            http://a                    | a:80                    | false
            http://a:9090               | a:99999999999           | true
            http://my_host:9090         | my_host:9090            | false
            http://10.1.2.3             | 10.0.0.0/8              | false
            http://11.1.2.3             | ' x, 10.0.0.0/8 ,y'     | true
            http://10.1.2.3             | 10.0.0.0/99             | true
            http://[fd00::1]:1          | fd00::/8                | false
            http://a                    | *                       | false
            """)
    void who_is_excepted_is_reached_directly(URI url, String excepted, boolean throughProxy) {
        var environment = new HashMap<>(Map.of("http_proxy", "http://u:tr0ub4dor@proxy"));
        if (excepted != null) {
            environment.put("NO_PROXY", excepted);
        }
        assertThat(new EnvironmentProxy(environment::get).of(url).isPresent()).isEqualTo(throughProxy);
    }

    @Test
    void each_scheme_has_its_own_and_a_wrong_one_is_told_by_name() {
        var environment = new EnvironmentProxy(Map.of("HTTPS_PROXY", "socks5://u:tr0ub4dor@h")::get);
        assertThat(environment.of(URI.create("http://a"))).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> environment.of(URI.create("https://a")))
                .withMessageStartingWith("HTTPS_PROXY: ")
                .satisfies(e -> assertThat(e).hasMessageNotContaining("tr0ub4dor"));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,   10.255.0.1, true",
        "10.0.0.0/8,   11.0.0.1,   false",
        "10.1.2.3/32,  10.1.2.3,   true",
        "0.0.0.0/0,    8.8.8.8,    true",
        "10.0.0.0/8,   fd00::1,    false",
        "fd00::/8,     fd12::1,    true",
        "fd00::/8,     fe00::1,    false",
        "10.0.0.0/8,   prometheus, false",
    })
    void a_range_has_the_addresses_with_its_beginning(String range, String host, boolean contains) {
        assertThat(AddressRange.parse(range).orElseThrow().contains(host)).isEqualTo(contains);
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/33", "10.0.0.0/x", "name/8", "/8", "10.0.0.0/", "fd00::/129", "999.0.0.1/8"})
    void what_is_no_range_excepts_nobody(String text) {
        assertThat(AddressRange.parse(text)).isEmpty();
    }
}
