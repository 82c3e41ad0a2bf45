package dev.sliprovider.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.promql.Promql;
import dev.sliprovider.sli.IndicatorValue.Missing;
import dev.sliprovider.sli.PlannedQuery;
import dev.sliprovider.sli.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WatchedSelectorTest {

    private static final Instant END = Instant.parse("2026-01-15T14:00:00Z");
    private static final Instant RECENT = END.minusSeconds(300);

    private static List<WatchedSelector> watched(String... queries) {
        List<PlannedQuery> planned = Stream.of(queries)
                .<PlannedQuery>map(query -> new PlannedQuery.Ready("a", query, END))
                .toList();
        return WatchedSelector.of(planned, RECENT);
    }

    @Test
    void every_selector_of_every_query_is_watched_once() {
        assertThat(watched("sum(rate(a{b=\"c\"}[5m])) / sum(rate(d[5m]))", "max(a{b=\"c\"}) or vector(0)"))
                .extracting(WatchedSelector::text)
                .containsExactly("{__name__=\"a\",b=\"c\"}", "{__name__=\"d\"}");
    }

    @Test
    void modifiers_move_the_moment_and_old_moments_are_left_out() {
        assertThat(watched("a offset 1m + max_over_time(b[5m:1m] offset 2m) + c offset 1h + d @ 1600000000"))
                .extracting(WatchedSelector::needed)
                .containsExactly(END.minusSeconds(60), END.minusSeconds(120));
    }

    @Test
    void the_latest_moment_of_a_selector_counts() {
        assertThat(watched("rate(a[5m]) / rate(a[5m] offset 2m)"))
                .extracting(WatchedSelector::needed)
                .containsExactly(END);
    }

    @Test
    void what_cannot_be_sent_or_read_is_not_watched() {
        var rejected = new PlannedQuery.Rejected(Missing.before("a", Reason.UNKNOWN_INDICATOR, "why"));
        assertThat(WatchedSelector.of(List.of(rejected), RECENT)).isEmpty();
        assertThat(watched("sum(", "1 + 1")).isEmpty();
    }

    @Test
    void its_questions_can_be_read() {
        WatchedSelector selector = watched("a{b=\"c\\\\\"}").getFirst();
        assertThat(Promql.read(selector.newest())).isInstanceOf(Promql.Query.class);
        assertThat(Promql.read(selector.past(Duration.ofDays(3)))).isInstanceOf(Promql.Query.class);
        assertThat(selector.past(Duration.ofDays(3))).contains("[3900s]");
    }

    @Test
    void the_answer_is_a_time_and_the_patience() {
        assertThat(WatchedSelector.read(List.of())).isEmpty();
        assertThat(WatchedSelector.read(List.of(
                        new QuestionResult.Series("{is=\"last\"}", END.getEpochSecond() - 2.5),
                        new QuestionResult.Series("{is=\"interval\"}", 10))))
                .contains(new NewestSample(END.minusMillis(2500), Duration.ofSeconds(30)));
    }
}
