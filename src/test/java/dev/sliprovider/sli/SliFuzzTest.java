package dev.sliprovider.sli;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sliprovider.promql.Promql;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Windows and templates as events and files have them. */
class SliFuzzTest {

    private static final Instant NOW = Instant.parse("2026-01-15T14:00:00Z");
    private static final WindowRules RULES =
            new WindowRules(Duration.ofMinutes(1), Duration.ofDays(366), Duration.ofSeconds(30), Duration.ofDays(15));

    /** Start and end, a line each. */
    @FuzzTest
    void window(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int line = text.indexOf('\n');
        Timeframe window;
        try {
            window = Timeframe.parse(text.substring(0, Math.max(0, line)), text.substring(line + 1));
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        assertThat(window.end()).isAfter(window.start());
        assertThat(window.seconds()).isPositive();
        WindowRules.Judgement judgement = RULES.judge(window, NOW);
        if (window.end().isAfter(NOW.plusSeconds(60)) || window.start().isBefore(Instant.EPOCH)) {
            assertThat(judgement.refusal()).isPresent();
        }
        assertThat(judgement.emptyResult("rate(x[5m])")).isNotNull();
    }

    /** A template, and behind the first NUL the value of its label. */
    @FuzzTest
    void rendering(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf(0);
        String label = text.substring(end + 1);
        SliTask task = ExampleTask.withLabels(Map.of("x", label));
        checkLength(plan(text.substring(0, Math.max(0, end)), task));
        PlannedQuery inLiteral = plan("up{a=\"$LABEL.x\",b=~'${LABEL.x:regex}'}", task);
        checkLength(inLiteral);
        if (inLiteral instanceof PlannedQuery.Ready ready) {
            assertThat(Promql.read(ready.promql())).isInstanceOf(Promql.Query.class);
        }
    }

    private static void checkLength(PlannedQuery planned) {
        switch (planned) {
            case PlannedQuery.Ready ready ->
                assertThat(ready.promql().length()).isLessThanOrEqualTo(QueryTemplate.LONGEST);
            case PlannedQuery.Rejected(IndicatorValue.Missing why) ->
                assertThat(why.toString()).isNotBlank();
        }
    }

    private static PlannedQuery plan(String template, SliTask task) {
        try {
            return new QueryTemplate(template).plan("a", task, Placeholders.of(task));
        } catch (IllegalArgumentException e) {
            // sli.yaml says so of a blank query.
            return new UnusableQuery("the query is empty").plan("a", task, Placeholders.of(task));
        }
    }
}
