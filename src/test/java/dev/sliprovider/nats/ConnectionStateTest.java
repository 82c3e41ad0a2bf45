package dev.sliprovider.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.nats.ConnectionState.Connected;
import dev.sliprovider.nats.ConnectionState.Disconnected;
import dev.sliprovider.nats.ConnectionState.Replacing;
import io.nats.client.Connection;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionStateTest {

    private final Connection library = (Connection) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> method.getName().equals("hashCode")
                    ? 1
                    : method.getName().equals("equals") ? proxy == arguments[0] : null);

    /** Its next loss is an outage, and is logged as one. */
    @Test
    void a_connection_that_could_not_be_replaced_is_connected_as_before() {
        ConnectionState kept = new Replacing(library, 3).kept();

        assertThat(kept).isInstanceOf(Connected.class);
        assertThat(kept.epoch()).isEqualTo(3);
        assertThat(kept.settled()).containsSame(library);
    }

    @Test
    void a_connection_that_is_replaced_is_lost_and_then_established_with_the_next_number() {
        ConnectionState lost = new Replacing(library, 3).lost(library);

        assertThat(lost).isEqualTo(new Disconnected(library, 3));
        assertThat(lost.established(library, Duration.ZERO).epoch()).isEqualTo(4);
    }
}
