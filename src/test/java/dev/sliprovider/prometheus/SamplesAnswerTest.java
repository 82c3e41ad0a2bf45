package dev.sliprovider.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.sli.SampledSeries;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesAnswerTest {

    private static Optional<List<SampledSeries>> read(String json) {
        return SamplesAnswer.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void each_series_has_its_samples_in_milliseconds_whatever_stands_around_them() {
        assertThat(read(
                        "{'infos': ['x'], 'data': {'extra': {'a': [1]}, 'result': [{'metric': {'job': 'a'}, 'values': [[1.5, '2'],"
                                + " [2, 'NaN'], [3, '+Inf']]}, {'metric': {}, 'histograms': [[4, {'count': '1'}]]}, {'metric': {}}],"
                                + " 'resultType': 'matrix'}, 'status': 'success'}"))
                .hasValue(List.of(
                        new SampledSeries(
                                List.of(1500L, 2000L, 3000L), List.of(2.0, Double.NaN, Double.POSITIVE_INFINITY)),
                        new SampledSeries(List.of(4000L), List.of(Double.NaN)),
                        new SampledSeries(List.of(), List.of())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "<html>",
                "{'status': 'success'}",
                "{'status': 'success', 'data': 5}",
                "{'status': 'success', 'data': {'resultType': 'vector', 'result': []}}",
                "{'status': 'error', 'data': {'resultType': 'matrix', 'result': []}}",
                "{'status': 'success', 'warnings': ['a store is away'], 'data': {'resultType': 'matrix', 'result': []}}",
                "{'status': 'success', 'isPartial': true, 'data': {'resultType': 'matrix', 'result': []}}",
                "{'status': 'success', 'data': {'resultType': 'matrix', 'result': [{'values': [[1, 'x']]}]}}",
                "{'status': 'success', 'data': {'resultType': 'matrix', 'result': [{'values': [[1, '2']]}",
                "{'status': 'success', 'data': {'resultType': 'matrix', 'result': [{'values': [[1, '2']], 'histograms': [[2, {}]]}]}}"
            })
    void nothing_is_said_of_a_response_that_is_not_whole_or_not_understood(String json) {
        assertThat(read(json)).isEmpty();
    }
}
