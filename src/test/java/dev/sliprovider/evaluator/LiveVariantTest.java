package dev.sliprovider.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sliprovider.gate.GateException;
import dev.sliprovider.sli.Filter;
import dev.sliprovider.sli.QueryTemplate;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.sli.SliConfig;
import dev.sliprovider.sli.SliTask;
import dev.sliprovider.sli.Timeframe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveVariantTest {

    private static final Timeframe WINDOW = Timeframe.parse("2026-01-15T14:00:00Z", "2026-01-15T14:10:00Z");
    private static final SliTask TASK = new SliTask(
            new Scope("shop", "qa", "cart"),
            "canary",
            WINDOW,
            List.of("a", "b"),
            List.of(new Filter("zone", "x"), new Filter("pod", "p")),
            Map.of("version", "2"),
            Optional.empty());

    private static SliTask changed(String text) {
        return LiveVariant.parse(text).orElseThrow().change().apply(TASK);
    }

    private static SliConfig config(String a, String b) {
        return SliConfig.of(Map.of("a", new QueryTemplate(a), "b", new QueryTemplate(b)));
    }

    private static LiveComparison comparison(String text, SliConfig config) throws GateException {
        return new LiveComparison(List.of(LiveVariant.parse(text).orElseThrow()), config, TASK);
    }

    @Test
    void a_baseline_differs_in_one_thing() {
        assertThat(changed("deployment:stable")).isEqualTo(TASK.withDeployment("stable"));
        assertThat(changed("stage:prod").scope()).isEqualTo(new Scope("shop", "prod", "cart"));
        assertThat(changed("service:old").scope()).isEqualTo(new Scope("shop", "qa", "old"));
        assertThat(changed("label:version=1=2").labels()).isEqualTo(Map.of("version", "1=2"));
        assertThat(changed("filter:zone=y").filters()).containsExactly(new Filter("zone", "y"), new Filter("pod", "p"));
        assertThat(changed("window:2026-01-14T14:00:00Z/1768400000").timeframe())
                .isEqualTo(Timeframe.parse("2026-01-14T14:00:00Z", "1768400000"));
    }

    @ParameterizedTest
    @CsvSource({"offset:1d, 86400", "offset:1w, 604800", "offset:1d12h, 129600", "offset:90s, 90"})
    void an_offset_moves_the_window(String text, long seconds) {
        Duration by = Duration.ofSeconds(seconds);
        assertThat(changed(text).timeframe())
                .isEqualTo(new Timeframe(WINDOW.start().minus(by), WINDOW.end().minus(by)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "offset:0s",
                "offset:-1d",
                "offset:",
                "offset:soon",
                "deployment:",
                "deployment: ",
                "label:version",
                "label:=1",
                "window:2026-01-15T14:00:00Z",
                "window:2026-01-15T14:00:00Z/2026-01-15T13:00:00Z",
                "window:2026-01-15T14:00:00Z/2026-01-15T14:00:30Z",
                "window:a/b"
            })
    void what_cannot_be_read_is_named(String text) {
        assertThatThrownBy(() -> LiveVariant.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(text.substring(0, text.indexOf(':') + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"history", "id:x", "file:deployment:x", "deploymnt:x", ""})
    void other_kinds_are_left_to_others(String text) {
        assertThat(LiveVariant.parse(text)).isEmpty();
    }

    @Test
    void only_live_baselines_can_be_combined() {
        assertThat(CompareWith.parse(List.of("offset:1d", "offset:7d"), "")).isInstanceOf(CompareWith.Live.class);
        assertThatThrownBy(() -> CompareWith.parse(List.of("offset:1d", "history"), ""))
                .hasMessageContaining("history cannot be combined");
        assertThatThrownBy(() -> CompareWith.parse(List.of("offset:1d", "offset:1d"), ""))
                .hasMessageContaining("given twice");
    }

    @Test
    void an_indicator_that_would_be_compared_with_itself_is_not_asked_for() throws GateException {
        LiveComparison comparison = comparison("deployment:stable", config("x{d=\"$DEPLOYMENT\"}", "y"));
        assertThat(comparison.tasks())
                .containsExactly(TASK.withDeployment("stable").withIndicators(List.of("a")));
    }

    @Test
    void a_comparison_of_everything_with_itself_is_a_mistake() {
        assertThatThrownBy(() -> comparison("deployment:stable", config("x", "y")))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("compares the service with itself");
        assertThatThrownBy(() -> comparison("deployment:canary", config("x{d=\"$DEPLOYMENT\"}", "y")))
                .hasMessageContaining("compares the service with itself");
    }
}
