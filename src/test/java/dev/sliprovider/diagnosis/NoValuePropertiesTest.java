package dev.sliprovider.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.promql.Features;
import dev.sliprovider.promql.Promql;
import dev.sliprovider.sli.Reason;
import dev.sliprovider.sli.Timeframe;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever the query is and whatever servers say: few questions that Prometheus can read, and short printable sentences. */
class NoValuePropertiesTest {

    private static final List<Reason> REASONS =
            List.of(Reason.NO_DATA, Reason.NOT_A_NUMBER, Reason.POSITIVE_INFINITY, Reason.NEGATIVE_INFINITY);
    private static final List<String> SELECTORS = List.of(
            "up",
            "x_total{job=\"a\\\"b\",code=~\"5..|\\\\d+\"}",
            "{\"a.b\",\"c d\"='x'}",
            "up offset 1h",
            "up @ 1e18",
            "{job=~'a.+'}",
            "up # so\n");
    private static final List<Double> NUMBERS =
            List.of(0.0, 1.0, -1.0, Double.NaN, Double.POSITIVE_INFINITY, 1e300, -1e300, 1.7e9, 2.0);

    @Property(tries = 1_000)
    void questions_are_few_and_can_be_read(@ForAll long seed) {
        QueryWithoutValue subject = subject(new Random(seed));
        var questions = NoValueQuestions.of(subject);

        assertThat(questions).hasSizeLessThanOrEqualTo(NoValueQuestions.MOST);
        assertThat(questions).allSatisfy(question -> {
            if (question instanceof Question.Query(String promql, Instant at)) {
                assertThat(Promql.read(promql, Features.ALL)).as(promql).isInstanceOf(Promql.Query.class);
            }
        });
    }

    @Property(tries = 2_000)
    void sentences_are_short_and_printable(@ForAll long seed) {
        var random = new Random(seed);
        QueryWithoutValue subject = subject(random);
        Map<Question, QuestionResult> answers = new HashMap<>();
        NoValueQuestions.of(subject).forEach(question -> answers.put(question, answer(question, random)));

        assertThat(NoValueExplanation.of(subject, new QuestionResults(answers)).stream())
                .allSatisfy(sentence -> {
                    assertThat(sentence.length()).isBetween(20, 2_500);
                    assertThat(sentence).doesNotContainPattern("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029\\u202e]");
                });
    }

    private static QueryWithoutValue subject(Random random) {
        Instant end = Instant.ofEpochSecond(1_709_629_890L);
        var window = new Timeframe(end.minusSeconds(random.nextInt(1, 90_000)), end);
        Instant now = end.plusSeconds(random.nextInt(100_000));
        Reason reason = REASONS.get(random.nextInt(REASONS.size()));
        // Some of the expressions have parts of types that do not fit.
        return Stream.generate(() -> QueryWithoutValue.of(expression(random, 4), reason, window, now))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    private static String expression(Random random, int depth) {
        String selector = SELECTORS.get(random.nextInt(SELECTORS.size()));
        if (depth == 0) {
            return selector;
        }
        String of = expression(random, depth - 1);
        return switch (random.nextInt(12)) {
            case 0 -> "sum by (le) (" + of + ")";
            case 1 -> "histogram_quantile(0.9, " + of + ")";
            case 2 -> "(" + of + ") / on(job) (" + expression(random, depth - 1) + ")";
            case 3 -> "(" + of + ") > " + random.nextInt(5);
            case 4 -> "rate(up{job='x'}[" + random.nextInt(1, 900) + "s])";
            case 5 -> "-(" + of + ")";
            case 6 -> "max_over_time((" + of + ")[10m:1m] offset 5m)";
            case 7 -> "scalar(" + of + ") * (" + expression(random, depth - 1) + ")";
            case 8 -> "(" + of + ") unless (" + expression(random, depth - 1) + ")";
            case 9 -> "absent(" + of + ")";
            case 10 -> "vector(1) < (" + of + ")";
            default -> selector;
        };
    }

    private static QuestionResult answer(Question question, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new QuestionResult.Unknown();
            case 1 -> new QuestionResult.Found(List.of());
            default ->
                new QuestionResult.Found(IntStream.range(0, random.nextInt(1, 30))
                        .mapToObj(i -> new QuestionResult.Series(labels(question, random), number(random)))
                        .toList());
        };
    }

    private static double number(Random random) {
        return NUMBERS.get(random.nextInt(NUMBERS.size()));
    }

    private static String labels(Question question, Random random) {
        return switch (question) {
            case Question.LabelValues values -> "{" + values.label() + "=\"" + text(random) + "\"}";
            case Question.Query query ->
                random.nextBoolean()
                        ? "{is=\"" + Statistic.values()[random.nextInt(Statistic.values().length)].word() + "\"}"
                        : "{x=\"" + text(random) + "\"}";
        };
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(200), 0, 0x3000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
