package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.getsli.GetSliTriggered;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.IndicatorValue.Missing;
import dev.sliprovider.sli.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of get-sli for people, and what stands below it. */
class ValueTableTest {

    private static final Path GOLDEN = Path.of("src/test/resources/tables");

    private static final GetSliTriggered REQUEST = new GetSliTriggered(
            "shop",
            "dev",
            "cart",
            Map.of(),
            "prometheus",
            "2026-01-15T09:00:00Z",
            "2026-01-15T09:10:00Z",
            List.of(),
            List.of(),
            "",
            Optional.empty(),
            List.of());

    private static final String NO_SERIES = "the query returned no data; no series matched at the end of the window, so"
            + " check names and labels. If \"no series\" means zero, say so in the query, as in (... or vector(0))";

    private static final List<IndicatorValue> VALUES = List.of(
            new Measured(
                    "error_rate",
                    0.27928658450665034,
                    "(sum(rate(http_requests_total{job=\"cart\", code=~\"5..\"}[600s])) or vector(0)) / sum(rate("
                            + "http_requests_total{job=\"cart\"}[600s]))",
                    List.of(),
                    Duration.ofMillis(204)),
            new Measured("requests", 1234567.891, "sum(requests)", List.of("stale data"), Duration.ofMillis(12)),
            new Measured("日本語_📦", 42, "sum(up)", List.of("stale data"), Duration.ofMillis(5)),
            missing("orders", Reason.NO_DATA, NO_SERIES, "sum(orders)"),
            missing("carts", Reason.NO_DATA, NO_SERIES, "sum(carts)"),
            missing(
                    "a_name_that_somebody_made_far_too_long_for_a_table",
                    Reason.QUERY_REJECTED,
                    "Prometheus says bad_data: unexpected identifier \"b\"",
                    "a\nb"));

    private static Missing missing(String name, Reason reason, String cause, String query) {
        return new Missing(
                name,
                reason,
                cause,
                "query " + query + " at 2026-01-15T09:10:00Z on http://localhost:9090",
                Optional.of(query),
                List.of(),
                Duration.ofMillis(200));
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 200})
    void fits_the_terminal(int columns) throws IOException {
        String printed = ValueTable.of(VALUES, columns) + ValueReasons.of(REQUEST, VALUES, columns);

        assertThat(printed).isEqualTo(Files.readString(GOLDEN.resolve("get-sli-" + columns + ".txt")));
        assertThat(printed.lines().mapToInt(TerminalText::width)).allMatch(width -> width <= columns);
    }

    @Test
    void without_a_terminal_nothing_is_cut_or_wrapped() {
        assertThat(ValueTable.of(VALUES, Terminal.NONE))
                .contains("a_name_that_somebody_made_far_too_long_for_a_table", "\"cart\"}[600s]))")
                .doesNotContain("…");
        assertThat(ValueReasons.of(REQUEST, VALUES, Terminal.NONE).lines())
                .containsExactly(
                        "",
                        "requests, 日本語_📦: Warning: stale data",
                        "orders, carts: " + NO_SERIES,
                        "a_name_that_somebody_made_far_too_long_for_a_table: Prometheus says bad_data: unexpected"
                                + " identifier \"b\"",
                        "Asked http://localhost:9090, window 2026-01-15T09:00:00Z to 2026-01-15T09:10:00Z");
    }

    @Test
    void nothing_stands_below_a_table_without_remarks() {
        assertThat(ValueReasons.of(REQUEST, VALUES.subList(0, 1), 80)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "527, 527",
        "0.09499999999999999, 0.095",
        "0.27928658450665034, 0.27929",
        "5.276019259785928, 5.276",
        "-0.0000123456789, -0.000012346",
        "1234567.891, 1234568",
        "99999.96, 100000",
        "123456789012, 123456789012",
        "1.23456789e-9, 1.2346E-9",
        "1.23456789e21, 1.2346E21"
    })
    void numbers_are_rounded_for_people(double value, String shown) {
        assertThat(RoundedNumber.of(value)).isEqualTo(shown);
    }

    @Test
    void the_next_step_is_named_if_no_server_answered() {
        assertThat(UnansweredHint.of(List.of(unreachable("http://localhost"))))
                .hasValue("Port 80 was asked; Prometheus usually listens on 9090. Look for the cause with:"
                        + " prometheus-sli-provider check --prometheus http://localhost");
        assertThat(UnansweredHint.of(List.of(unreachable("http://localhost:9090"))))
                .hasValue("Look for the cause with: prometheus-sli-provider check --prometheus http://localhost:9090");
        assertThat(UnansweredHint.of(List.of(unreachable("https://prometheus.example.org"), VALUES.getFirst())))
                .isEmpty();
        assertThat(UnansweredHint.of(VALUES)).isEmpty();
        assertThat(UnansweredHint.of(List.of())).isEmpty();
    }

    private static Missing unreachable(String server) {
        return new Missing(
                "a",
                Reason.UNREACHABLE,
                "the connection was refused",
                "query up at 2026-01-15T09:10:00Z on " + server,
                Optional.of("up"),
                List.of(),
                Duration.ZERO);
    }
}
