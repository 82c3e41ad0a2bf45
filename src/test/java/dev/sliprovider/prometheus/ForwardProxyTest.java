package dev.sliprovider.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.http.ConnectionFailure;
import dev.sliprovider.http.HttpReply;
import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.http.HttpReply.Unanswered;
import dev.sliprovider.http.Proxy;
import dev.sliprovider.prometheus.PrometheusEndpoint.Target;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardProxyTest {

    private static final Optional<Proxy> PROXY = Optional.of(Proxy.parse("http://me:tr0ub4dor@proxy:3128"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            403 | X-Squid-Error | ERR_ACCESS_DENIED 0      | the proxy http://proxy:3128 answered HTTP 403 (ERR_ACCESS_DENIED 0)
            503 | Proxy-Status  | edge; error=dns_error    | the proxy http://proxy:3128 answered HTTP 503 (edge; error=dns_error)
            500 | Server        | tinyproxy/1.11.1         | the proxy http://proxy:3128 answered HTTP 500 (Unable to connect)
            """)
    void an_error_of_its_own_is_no_answer_of_the_server(int status, String header, String value, String cause) {
        HttpReply told = new ForwardProxy(PROXY).told(answered(status, Map.of(header, value)));
        assertThat(told).isEqualTo(new Unanswered(ConnectionFailure.Kind.PROXY_FAILED.failure(cause)));
    }

    @Test
    void what_it_passes_on_is_of_the_server() {
        var proxy = new ForwardProxy(PROXY);
        for (Answered answer : new Answered[] {
            answered(403, Map.of("Server", "nginx", "Via", "1.1 proxy (squid/6.1)")),
            answered(200, Map.of("Proxy-Status", "edge")),
            answered(407, Map.of("X-Squid-Error", "ERR_CACHE_ACCESS_DENIED 0"))
        }) {
            assertThat(proxy.told(answer)).isSameAs(answer);
        }
    }

    @Test
    void through_a_tunnel_it_cannot_answer() {
        Answered answer = answered(403, Map.of("X-Squid-Error", "ERR_ACCESS_DENIED 0"));
        assertThat(ForwardProxy.of(new Target(URI.create("https://prometheus"), PROXY))
                        .told(answer))
                .isSameAs(answer);
        assertThat(ForwardProxy.of(new Target(URI.create("http://prometheus"), Optional.empty()))
                        .told(answer))
                .isSameAs(answer);
    }

    @Test
    void an_error_that_nothing_tells_from_whom_it_is_names_the_proxy() {
        var target = new Target(URI.create("http://prometheus"), PROXY);
        QueryFailure failure = StatusFailure.of(403, "Access denied", Optional.empty());
        assertThat(StatusFailure.doubted(failure, target, answered(403, Map.of()))
                        .text())
                .contains(
                        "HTTP 403 (Access denied), through the proxy http://proxy:3128, which may have answered itself");
        var direct = new Target(URI.create("http://prometheus"), Optional.empty());
        assertThat(StatusFailure.doubted(failure, direct, answered(403, Map.of())))
                .isSameAs(failure);
        assertThat(StatusFailure.doubted(failure, target, answered(200, Map.of())))
                .isSameAs(failure);
    }

    private static Answered answered(int status, Map<String, String> headers) {
        return new Answered(
                status,
                name -> Optional.ofNullable(headers.get(name)),
                "<html><head><title>500 Unable to connect</title></head></html>".getBytes(StandardCharsets.UTF_8),
                HttpVersion.HTTP_1_1);
    }
}
