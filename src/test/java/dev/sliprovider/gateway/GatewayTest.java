package dev.sliprovider.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class GatewayTest {
    /** As the HTTP client says it when its own clock is the first; the other one is set to the same time. */
    private static final String OF_THE_CLIENT =
            "The timeout period of 150ms has been exceeded while executing POST /v1/x for server localhost:80";

    @Test
    void whichever_clock_strikes_first_it_is_told_in_the_same_words() {
        assertThat(Gateway.isLate(new io.smallrye.mutiny.TimeoutException())).isTrue();
        assertThat(Gateway.isLate(new TimeoutException(OF_THE_CLIENT))).isTrue();
        assertThat(Gateway.isLate(new RuntimeException(new TimeoutException()))).isTrue();
        assertThat(Gateway.why(new RuntimeException(new TimeoutException(OF_THE_CLIENT))))
                .isEqualTo("nothing came in time");
    }

    @Test
    void waiting_for_a_free_connection_is_another_matter() {
        var failure = new TimeoutException("The timeout of 150 ms has been exceeded when getting a connection");

        assertThat(Gateway.isLate(failure)).isFalse();
        assertThat(Gateway.why(failure)).isEqualTo(failure.getMessage());
        assertThat(Gateway.isLate(new IOException("Connection refused"))).isFalse();
    }
}
