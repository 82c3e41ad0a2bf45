package dev.sliprovider.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.prometheus.QueryResult.Failed;
import dev.sliprovider.prometheus.QueryResult.Sample;
import dev.sliprovider.prometheus.QueryResult.Vector;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelValuesAnswerTest {

    private static QueryResult read(String json) {
        return LabelValuesAnswer.read("job", json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void each_value_is_a_series() {
        assertThat(read("{\"status\":\"success\",\"data\":[\"a\",\"b\"],\"infos\":[\"x\"],\"warnings\":[]}"))
                .isEqualTo(new Vector(
                        List.of(new Sample.Float("{job=\"a\"}", 1), new Sample.Float("{job=\"b\"}", 1)), List.of()));
    }

    @Test
    void very_many_and_very_long_values_are_left_out() {
        String many = String.join(",", Collections.nCopies(20_000, "\"a\""));
        assertThat(read("{\"status\":\"success\",\"data\":[\"" + "x".repeat(500) + "\"," + many + "]}"))
                .isInstanceOfSatisfying(
                        Vector.class, vector -> assertThat(vector.samples()).hasSize(10_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"status\":\"success\"}",
                "{\"status\":\"error\",\"data\":[\"a\"]}",
                "{\"status\":\"success\",\"data\":[1]}",
                "{\"status\":\"success\",\"data\":[[\"a\"]]}",
                "{\"status\":\"success\",\"data\":[\"a\"",
                "{\"status\":\"success\",\"data\":[\"a\"],\"warnings\":[\"a store is down\"]}",
                "<html>"
            })
    void anything_else_proves_nothing(String body) {
        assertThat(read(body)).isInstanceOf(Failed.class);
    }
}
