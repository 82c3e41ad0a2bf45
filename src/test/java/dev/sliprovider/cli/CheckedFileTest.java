package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.cli.FileFinding.Severity;
import dev.sliprovider.gate.SourceFile;
import dev.sliprovider.resource.SloYaml;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CheckedFileTest {

    private static final FileChecks PLAIN = new FileChecks(List.of("handler"), OptionalDouble.empty(), false);

    @Test
    void syntax_is_checked_with_line_and_column() {
        assertThat(errors(PLAIN, """
                indicators:
                  unquoted: sum(rate(parcel_scans_total{depot=leeds}[$DURATION_SECONDS]))
                  unclosed: sum(rate(parcel_scans_total{depot="leeds"}[$DURATION_SECONDS])
                  twice_s: sum(rate(parcel_scans_total[${DURATION_SECONDS}s]))
                  no_string: sum(x{a="b})
                  escape: 'sum(x{p=~"\\/books"})'
                  good: sum(rate(parcel_scans_total{depot="leeds"}[$DURATION_SECONDS]))
                """))
                .hasSize(5)
                .allMatch(text -> text.contains(" of the query); Prometheus would refuse the query [promql/syntax]"))
                .noneMatch(text -> text.contains("good"));
    }

    @Test
    void a_number_without_a_unit_is_seconds_for_prometheus_3_and_a_fixed_window() {
        assertThat(problems(PLAIN, "indicators:\n  a: sum(rate(x_total[5]))\n")).isNotEmpty();
    }

    @Test
    void placeholders_that_are_none_are_errors() {
        assertThat(errors(PLAIN, """
                indicators:
                  a: sum(up{job="${ SERVICE }"}) or vector(0)
                  b: sum(up{job="${SERVICE"}) or vector(0)
                  c: sum(up{job="${LABEL.version:regex}"})
                  d: sum(up{job=~"${LABEL.version:regex}"})
                """))
                .hasSize(3)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .contains("a.yaml:2:6: indicator \"a\": ${ SERVICE } is no placeholder"),
                        second -> assertThat(second).contains("\"b\": ${SERVICE\"} is no placeholder"),
                        third ->
                                assertThat(third).contains("\"c\": the placeholder ${LABEL.version:regex} is written"));
    }

    @Test
    void a_label_in_a_pattern_is_worth_a_warning_that_names_the_format() {
        assertThat(problems(PLAIN, "indicators:\n  a: sum(x{v=~\"v-$LABEL.version\"})\n"))
                .singleElement()
                .asString()
                .contains("write ${LABEL.version:regex} for the value as literal text", "promql/raw-pattern");
    }

    @Test
    void a_comment_that_takes_in_lines_is_an_error_at_its_place() {
        assertThat(errors(PLAIN, "indicators:\n  a: >\n    sum(x) # all good ones\n    / sum(y)\n"))
                .singleElement()
                .asString()
                .startsWith("a.yaml:3:12: the query of \"a\" has a comment here");
    }

    @Test
    void hints_are_shown_and_ranges_are_held_against_the_scrape_interval() {
        List<FileFinding> problems = findings(
                new FileChecks(List.of(), OptionalDouble.of(30), false),
                "indicators:\n  a: sum(rate(memory_usage_bytes[50s]))\n");
        assertThat(problems)
                .extracting(FileFinding::severity)
                .containsExactlyInAnyOrder(Severity.WARNING, Severity.WARNING, Severity.HINT);
        assertThat(problems).extracting(FileFinding::message).anyMatch(text -> text.contains("promql/short-range"));
    }

    @Test
    void migration_tells_what_prometheus_service_reads_differently() {
        var check = new FileChecks(List.of("handler"), OptionalDouble.empty(), true);
        assertThat(problems(check, """
                indicators:
                  outside: sum(rate(x_total{$handler}[$DURATION_SECONDS]))
                  unknown: sum(x{a="$nobody"}) or vector(0)
                  fine: sum(x{a="$handler",b="$SERVICE"})
                """))
                .anyMatch(text -> text.contains("\"outside\": migration: $handler is outside of a string literal"))
                .anyMatch(text -> text.contains("\"unknown\": migration: prometheus-service sends $nobody as it is"))
                .noneMatch(text -> text.contains("\"fine\": migration"));
    }

    @Test
    void migration_reads_the_filters_of_slo_yaml() {
        String text = """
                spec_version: "1.0"
                filter:
                  handler: '/heal\\\\.?th'
                  job: "$SERVICE-$PROJECT"
                  region: eu
                  path: " ='x'"
                  quote: it's
                objectives: []
                """;
        assertThat(MigrationCheck.filters(new SourceFile("slo.yaml", text), SloYaml.parse("slo.yaml", text)))
                .extracting(FileFinding::toString)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("slo.yaml:3:1: warning: migration: the value of filter handler has two"),
                        second -> assertThat(second)
                                .startsWith("slo.yaml:4:1: warning: migration: the value of filter job has $"),
                        third -> assertThat(third).contains("filter path has a quote"),
                        fourth -> assertThat(fourth).contains("filter path begins with a blank"),
                        fifth -> assertThat(fifth)
                                .startsWith("slo.yaml:7:1: warning: migration: the value of filter quote has a quote"));
    }

    private static List<String> errors(FileChecks checks, String text) {
        return findings(checks, text).stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(FileFinding::toString)
                .toList();
    }

    private static List<String> problems(FileChecks checks, String text) {
        return findings(checks, text).stream().map(FileFinding::toString).toList();
    }

    private static List<FileFinding> findings(FileChecks checks, String text) {
        return new CheckedFile(new SourceFile("a.yaml", text)).findings(checks, Optional.empty());
    }
}
