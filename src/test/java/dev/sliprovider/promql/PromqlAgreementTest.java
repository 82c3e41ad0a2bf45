package dev.sliprovider.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.promql.ExpressionLines.Verdict;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Compares us with the parser of Prometheus 3.5: what it accepts and of which type it says it is. Its verdicts are kept in a
 * file that {@code ./dev promql} writes.
 */
class PromqlAgreementTest {

    private static final List<Verdict> GOLDEN = ExpressionLines.verdicts(ExpressionLines.GOLDEN);

    @Test
    void prometheus_and_we_agree() {
        List<Verdict> differing = Agreement.differing(GOLDEN);
        System.out.println("PromQL: " + Agreement.words(GOLDEN, differing));
        assertThat(differing).isEmpty();
    }

    @Test
    void there_are_enough_of_each_kind() {
        assertThat(GOLDEN).hasSizeGreaterThan(3_000);
        assertThat(GOLDEN.stream().map(Verdict::type).distinct())
                .containsExactlyInAnyOrder("scalar", "vector", "matrix", "string", ExpressionLines.REFUSED);
        assertThat(GOLDEN.stream().filter(Verdict::isValid).count()).isGreaterThan(3_000);
    }

    @Test
    void every_written_expression_was_asked_about() {
        var asked = new HashSet<String>();
        GOLDEN.forEach(verdict -> asked.add(verdict.expression()));
        assertThat(ExpressionLines.written()).as("run ./dev promql").allMatch(asked::contains);
    }
}
