package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sliprovider.gate.SourceFile;
import dev.sliprovider.resource.ProjectFiles;
import dev.sliprovider.resource.SliYaml;
import dev.sliprovider.sli.BuiltInIndicators;
import dev.sliprovider.sli.Filter;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.sli.SliConfig;
import dev.sliprovider.sli.SliTask;
import dev.sliprovider.sli.Timeframe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where indicators come from, which names they need, and what is sent. */
class DefinedIndicatorsTest {

    private static final Timeframe WINDOW =
            new Timeframe(Instant.parse("2026-01-15T09:00:00Z"), Instant.parse("2026-01-15T09:10:00Z"));

    @TempDir
    Path root;

    private final List<SliConfig> levels = new ArrayList<>();

    @BeforeEach
    void files() throws IOException {
        write("prometheus/sli.yaml", """
                indicators:
                  up: sum(up)
                  errors: |
                    sum(a{project="$PROJECT", stage="$STAGE"})
                    / sum(b{project="$PROJECT"})
                  gone: sum(gone)
                """);
        write("dev/prometheus/sli.yaml", """
                indicators:
                  gone:
                  up: sum(up{stage="$STAGE"})
                """);
        write("dev/cart/prometheus/sli.yaml", """
                indicators: {carts: 'count(cart{service="$SERVICE"})'}
                """);
    }

    /** A path below the working directory is shown relative to it. */
    private String root() {
        return SourceFile.location(root.toString());
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.writeString(root.resolve(name), text);
        levels.add(SliYaml.parse(name, text).config());
    }

    private static SliTask task(String... indicators) {
        return new SliTask(
                new Scope("shop", "dev", "cart"),
                "primary",
                WINDOW,
                List.of(indicators),
                List.of(),
                Map.of(),
                Optional.empty());
    }

    private DefinedIndicators indicators() {
        SliConfig config = SliConfig.merge(BuiltInIndicators.withJob(BuiltInIndicators.DEFAULT_JOB), levels);
        return DefinedIndicators.of(config, ProjectFiles.directory(root, true), task());
    }

    @Test
    void a_list_has_the_level_and_the_place_of_each() {
        String list = QueryListing.definitions(
                task("up", "errors", "carts", "throughput", "what"), indicators(), Terminal.NONE);

        assertThat(list.lines().map(line -> line.replace(root() + "/", "").replaceAll(" {2,}", " | ")))
                .containsExactly(
                        "INDICATOR | LEVEL | DEFINED IN | QUERY",
                        "up | stage | dev/prometheus/sli.yaml:3:7 | sum(up{stage=\"$STAGE\"})",
                        "errors | project | prometheus/sli.yaml:3:11 | sum(a{project=\"$PROJECT\", stage=\"$STAGE\"}) /"
                                + " sum(b{project=\"$PROJECT\"})",
                        "carts | service | dev/cart/prometheus/sli.yaml:1:21 | count(cart{service=\"$SERVICE\"})",
                        "throughput | built in | - | sum(rate(http_requests_total"
                                + "{job='$SERVICE-$PROJECT-$STAGE-canary'}[$DURATION_SECONDS]))",
                        "what | - | - | unknown: no file defines it, and it is not built in");
    }

    @Test
    void names_that_queries_use_are_asked_for_all_at_once() {
        var missing = new MissingNames(Set.of("PROJECT", "STAGE", "SERVICE"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> missing.check(task("up", "errors", "throughput"), indicators()))
                .withMessage(("the queries use names that are not given\n"
                                + "  $PROJECT is used by errors (%1$s/prometheus/sli.yaml:3:11) and another one: give --project\n"
                                + "  $STAGE is used by up (%1$s/dev/prometheus/sli.yaml:3:7) and 2 others: give --stage\n"
                                + "  $SERVICE is used by throughput (built in): give --service")
                        .formatted(root()));
    }

    @Test
    void a_name_that_no_query_uses_is_not_asked_for() {
        var missing = new MissingNames(Set.of("PROJECT", "SERVICE"));

        assertThatCode(() -> missing.check(task("up"), indicators())).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> missing.check(task("carts"), indicators()))
                .withMessageStartingWith("$SERVICE is used by carts (" + root())
                .withMessageEndingWith("dev/cart/prometheus/sli.yaml:1:21): give --service");
    }

    @Test
    void a_filter_of_that_name_counts_as_given() {
        var missing = new MissingNames(Set.of("SERVICE"));

        assertThatCode(() ->
                        missing.check(task("carts").withFilters(List.of(new Filter("service", "cart"))), indicators()))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> missing.check(
                        task("throughput").withFilters(List.of(new Filter("service", "cart"))), indicators()))
                .withMessageContaining("throughput (built in)");
    }

    @Test
    void a_dry_run_shows_what_would_be_sent_aligned() {
        SliTask task = task("up", "errors", "what");
        var plan = indicators().config().plan(task);

        assertThat(QueryListing.rendered(plan).lines().limit(3))
                .containsExactly(
                        "up      sum(up{stage=\"dev\"})",
                        "errors  sum(a{project=\"shop\", stage=\"dev\"})",
                        "        / sum(b{project=\"shop\"})");
        assertThat(QueryListing.rendered(plan)).contains("what    cannot be sent: no level of");
        assertThat(QueryListing.isComplete(plan)).isFalse();
    }
}
