package dev.sliprovider.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Host and port, as URLs have them. */
class HostPortTest {

    @ParameterizedTest
    @CsvSource({
        "http://prometheus/prom, prometheus, 80, false",
        "https://prometheus.example, prometheus.example, 443, false",
        "http://prometheus_server:9090, prometheus_server, 9090, false",
        "http://[::1]:9090, ::1, 9090, true",
        "https://[2001:db8::1], 2001:db8::1, 443, true",
        "http://10.0.0.1:9090/a, 10.0.0.1, 9090, true"
    })
    void are_read_from_it(URI url, String host, int port, boolean isAddress) {
        assertThat(HostPort.of(url)).isEqualTo(new HostPort(host, port));
        assertThat(HostPort.of(url).isAddress()).isEqualTo(isAddress);
    }
}
