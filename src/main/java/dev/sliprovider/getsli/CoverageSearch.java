package dev.sliprovider.getsli;

import dev.sliprovider.coverage.Coverage;
import dev.sliprovider.coverage.ReadRange;
import dev.sliprovider.coverage.ReadRanges;
import dev.sliprovider.coverage.Samples;
import dev.sliprovider.getsli.IndicatorQueries.Event;
import dev.sliprovider.prometheus.FollowUps;
import dev.sliprovider.prometheus.PrometheusClient;
import dev.sliprovider.prometheus.QueryResult;
import dev.sliprovider.prometheus.QueryResult.Sample;
import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.SampledSeries;
import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Looks at the samples that values were made of: their number first, and the samples themselves if they are not too many.
 * What takes longer than a part of the time that the event has left is not said.
 *
 * @param values and who answered with them
 */
record CoverageSearch(PrometheusClient prometheus, Event event, Map<Measured, String> values) {

    /** Selectors of one event that are looked at. */
    private static final int MOST_RANGES = 40;
    /** More samples of one selector are not fetched: about 2 MB. */
    private static final int MOST_SAMPLES = 50_000;

    private static final Duration LONGEST = Duration.ofSeconds(5);
    /** In less time no server answers. */
    private static final Duration SHORTEST = Duration.ofMillis(20);

    /** A range and the server that has its samples. */
    private record Asked(String server, ReadRange range) {}

    private record Answer(Asked asked, Optional<Coverage> coverage) {}

    /** @return by name of indicator, only of ranges that could be judged */
    Uni<Map<String, List<Coverage>>> coverage() {
        Duration time = event.deadline().left().dividedBy(2);
        SequencedMap<String, List<Asked>> byIndicator = ranges();
        List<Asked> all = byIndicator.values().stream()
                .flatMap(List::stream)
                .distinct()
                .limit(MOST_RANGES)
                .toList();
        if (time.compareTo(SHORTEST) < 0 || all.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var deadline = Deadline.in(time.compareTo(LONGEST) < 0 ? time : LONGEST);
        return Uni.join()
                .all(all.stream().map(each -> judged(each, deadline)).toList())
                .andFailFast()
                .map(answers -> byName(byIndicator, answers));
    }

    private SequencedMap<String, List<Asked>> ranges() {
        var ranges = new LinkedHashMap<String, List<Asked>>();
        var sorted = new TreeMap<String, Map.Entry<Measured, String>>();
        values.entrySet().forEach(each -> sorted.put(each.getKey().indicator(), each));
        sorted.forEach((name, each) -> ranges.put(
                name,
                ReadRanges.of(each.getKey().promql(), event.window()).stream()
                        .map(range -> new Asked(each.getValue(), range))
                        .toList()));
        return ranges;
    }

    private Uni<Answer> judged(Asked asked, Deadline deadline) {
        FollowUps server = prometheus.followUps(event.endpoint(), asked.server(), deadline, event.share());
        ReadRange range = asked.range();
        return server.query(range.count(), range.end())
                .flatMap(count -> isModest(count)
                        ? server.samples(range.samples(), range.end())
                        : Uni.createFrom().item(Optional.<List<SampledSeries>>empty()))
                .map(samples -> new Answer(asked, samples.flatMap(series -> Samples.judge(range, series))));
    }

    private static boolean isModest(QueryResult count) {
        return count instanceof QueryResult.Vector vector
                && !count.isPartial()
                && vector.samples().size() == 1
                && vector.samples().getFirst() instanceof Sample.Float number
                && number.value() <= MOST_SAMPLES;
    }

    private static Map<String, List<Coverage>> byName(
            SequencedMap<String, List<Asked>> byIndicator, List<Answer> answers) {
        var byName = new LinkedHashMap<String, List<Coverage>>();
        byIndicator.forEach((name, ranges) -> {
            List<Coverage> found = answers.stream()
                    .filter(answer -> ranges.contains(answer.asked()))
                    .flatMap(answer -> answer.coverage().stream())
                    .toList();
            if (!found.isEmpty()) {
                byName.put(name, found);
            }
        });
        return byName;
    }

    /** @return the value with what was found about its samples */
    static Measured warned(Measured value, List<Coverage> coverage) {
        return value.warned(coverage.stream()
                .map(Coverage::warning)
                .filter(warning -> !warning.isEmpty())
                .toList());
    }
}
