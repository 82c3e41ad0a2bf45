package dev.sliprovider.promql;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;

/** Whatever is written where a query should be, it is read, or refused with a place in it. */
class PromqlFuzzTest {

    @FuzzTest
    void query(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        switch (Promql.read(text)) {
            case Promql.Refused refused -> {
                assertThat(refused.error().message()).isNotBlank().doesNotContain("\n");
                checkSpan(text, refused.error().span());
            }
            case Promql.NotRead unread -> assertThat(unread.why()).isNotBlank();
            case Promql.Query query -> {
                Walk.all(query.expr()).forEach(part -> checkSpan(text, part.span()));
                assertThat(Promql.read(QueryPrinter.print(query))).isInstanceOf(Promql.Query.class);
            }
        }
    }

    @FuzzTest
    void template(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        QueryText query = QueryText.of(text);
        assertThat(query.neutral(false)).hasSameSizeAs(text);
        assertThat(query.neutral(true)).hasSameSizeAs(text);
        List<QueryProblem> problems = QueryReview.of(query, OptionalDouble.of(30));
        problems.forEach(problem -> {
            checkSpan(text, problem.span());
            assertThat(problem.shown(text)).contains("^");
        });
    }

    @FuzzTest
    void pattern(byte[] bytes) {
        String pattern = new String(bytes, StandardCharsets.UTF_8);
        switch (Re2.check(pattern)) {
            case Re2.Invalid invalid -> assertThat(invalid.why()).isNotBlank().doesNotContain("\n");
            case Re2.Valid valid -> assertThat(Re2.check("(?:" + pattern + ")")).isNotNull();
        }
    }

    private static void checkSpan(String text, Span span) {
        assertThat(span.end()).isLessThanOrEqualTo(text.length());
    }
}
