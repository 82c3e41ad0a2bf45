package dev.sliprovider.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.prometheus.QueryFailure.Kind;
import dev.sliprovider.prometheus.QueryResult.Failed;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerMetricsTest {

    private static final QueryResult REFUSED = new Failed(Kind.CONNECTION_REFUSED.failure());

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final EndpointLabels labels = new EndpointLabels();
    private final BreakerMetrics metrics = new BreakerMetrics(labels, registry);

    @Test
    void each_server_has_a_gauge_of_its_own() {
        show("http://a", true);
        show("http://b", false);

        assertThat(open("http://a")).isEqualTo(1);
        assertThat(open("http://b")).isZero();
    }

    @Test
    void beyond_a_number_of_servers_the_others_share_one_that_counts_them() {
        for (int i = 0; i < EndpointLabels.MOST; i++) {
            show("http://" + i, false);
        }
        show("http://one-more", true);
        show("http://two-more", true);
        show("http://three-more", false);

        assertThat(registry.getMeters()).hasSize(EndpointLabels.MOST + 1);
        assertThat(open(EndpointLabels.OTHERS)).isEqualTo(2);
        assertThat(labels.of("http://7")).as("keeps its own").isEqualTo("http://7");
    }

    private void show(String url, boolean fails) {
        var now = new AtomicLong();
        var breaker = new CircuitBreaker(1, Duration.ofSeconds(5), now::get);
        metrics.show(URI.create(url), breaker);
        if (fails) {
            breaker.opensBy(REFUSED);
            now.addAndGet(Duration.ofSeconds(2).toNanos());
            breaker.opensBy(REFUSED);
        }
    }

    private double open(String label) {
        return registry.get("sli.circuit.breaker.open")
                .tag("endpoint", label)
                .gauge()
                .value();
    }
}
