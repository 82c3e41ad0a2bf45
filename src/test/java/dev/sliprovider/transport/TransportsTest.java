package dev.sliprovider.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportsTest {

    @ParameterizedTest
    @CsvSource({
        "nats, t, true",
        "nats, on, true",
        "nats, off, false",
        "http, 1, true",
        "http, '', true",
        "nats, '', false"
    })
    void whether_events_come_over_http_is_read_like_every_other_switch(String kind, String word, boolean isOn) {
        Transports transports = transports(kind, word);
        transports.start();
        assertThat(transports.isOverHttp()).isEqualTo(isOn);
    }

    @ParameterizedTest
    @CsvSource({"nats, ture", "http, ture", "jetstream, sometimes"})
    void a_misspelt_word_stops_the_start_instead_of_closing_the_port(String kind, String word) {
        assertThatIllegalArgumentException()
                .isThrownBy(transports(kind, word)::start)
                .withMessage("sli-provider.events.over-http is \"" + word + "\"; expected true or false");
    }

    @Test
    void a_port_that_is_closed_to_the_only_way_in_stops_the_start() {
        assertThatIllegalArgumentException()
                .isThrownBy(transports("http", "no")::start)
                .withMessageContaining("no event could come");
    }

    private static Transports transports(String kind, String word) {
        return new Transports(
                TestBeans.config("transport", kind, "over-http", word), null, TestBeans.HEADS, TestBeans.all());
    }
}
