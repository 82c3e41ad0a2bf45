package dev.sliprovider.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.waiting.Eventually;
import io.nats.client.Connection;
import io.nats.client.Statistics;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReceivedErrorsTest {

    private final ReceivedErrors errors = new ReceivedErrors();
    private final AtomicLong read = new AtomicLong();
    private final Connection open = connection();

    @Test
    void an_error_of_another_thread_does_not_hide_the_one_before_it() throws Exception {
        server("old");
        server("denied finished");
        server("denied started");
        server("denied acknowledgement");

        assertThat(errors.since(open, 1, Duration.ZERO))
                .containsExactlyInAnyOrder("denied finished", "denied started", "denied acknowledgement");
        assertThat(errors.since(open, 4, Duration.ZERO)).isEmpty();
        server("old");
        assertThat(errors.since(open, 4, Duration.ZERO)).containsExactly("old");
    }

    @Test
    void an_error_that_is_read_and_not_reported_yet_is_waited_for() throws Exception {
        read.set(1);
        var since = CompletableFuture.supplyAsync(() -> {
            try {
                return errors.since(open, 0, Eventually.LIMIT);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(errors.since(open, 0, Duration.ofMillis(20))).isEmpty();
        assertThat(since).isNotDone();
        errors.add(open, "denied");

        assertThat(since).succeedsWithin(Eventually.LIMIT).satisfies(all -> assertThat(all)
                .containsExactly("denied"));
    }

    @Test
    void another_connection_begins_to_count_again() throws Exception {
        server("old");
        Connection next = connection();
        errors.add(next, "new");

        assertThat(errors.since(next, 0, Duration.ZERO)).containsExactly("new");
        assertThat(errors.since(open, 0, Duration.ZERO)).isEmpty();
    }

    private void server(String error) {
        read.incrementAndGet();
        errors.add(open, error);
    }

    private Connection connection() {
        ClassLoader loader = getClass().getClassLoader();
        var statistics = (Statistics) Proxy.newProxyInstance(
                loader, new Class<?>[] {Statistics.class}, (proxy, method, arguments) -> read.get());
        return (Connection) Proxy.newProxyInstance(
                loader, new Class<?>[] {Connection.class}, (proxy, method, arguments) -> statistics);
    }
}
