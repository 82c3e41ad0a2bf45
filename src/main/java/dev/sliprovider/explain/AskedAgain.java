package dev.sliprovider.explain;

import dev.sliprovider.coverage.Coverage;
import dev.sliprovider.gate.RecordedValue.SampleCount;
import dev.sliprovider.sli.IndicatorValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the server answers to the same queries now.
 *
 * @param values by name of indicator; without those that were not asked
 * @param coverage of the samples, by name of indicator
 * @param otherQueries what the files have instead of the query that was sent, by name of indicator, a sentence each
 * @param endpoint that is queried
 * @param at present time
 */
public record AskedAgain(
        Map<String, IndicatorValue> values,
        Map<String, List<Coverage>> coverage,
        Map<String, String> otherQueries,
        String endpoint,
        Instant at) {

    Optional<IndicatorValue> value(String sli) {
        return Optional.ofNullable(values.get(sli));
    }

    /** @return how much the selectors of a query read, by selector and range */
    Map<String, SampleCount> samples(String sli) {
        return coverage.getOrDefault(sli, List.of()).stream()
                .collect(Collectors.toMap(
                        each -> SampleCount.key(
                                each.range().name(), each.range().range().toSeconds()),
                        each -> new SampleCount(each.series(), each.samples()),
                        (one, other) -> one));
    }
}
