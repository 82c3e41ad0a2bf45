package dev.sliprovider.web;

import dev.sliprovider.report.Escapes;
import dev.sliprovider.report.Numbers;
import dev.sliprovider.report.PastEvaluation;
import dev.sliprovider.report.Sign;
import dev.sliprovider.sli.Scope;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An evaluation in a list, by the names that the templates know. */
final class EvaluationRow {

    static final int LONGEST = 80;
    private static final int MOST_LABELS = 8;
    private static final int DIGITS = 4;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private EvaluationRow() {}

    static Map<String, Object> of(Scope scope, PastEvaluation past) {
        Sign sign = Sign.of(past.evaluation());
        return Map.of(
                "href", Links.evaluation(scope, past.id()),
                "time", minute(past.time()),
                "instant", past.time().truncatedTo(ChronoUnit.SECONDS).toString(),
                "key", sign.key(),
                "word", sign.word(),
                "score", score(past, sign),
                "build", build(past));
    }

    static String minute(Instant time) {
        return MINUTE.format(time);
    }

    /** @return the build, if it is known */
    static String build(PastEvaluation past) {
        return Escapes.shortened(past.evaluation().labels().getOrDefault("buildId", ""), LONGEST);
    }

    private static String score(PastEvaluation past, Sign sign) {
        return sign == Sign.ERROR
                ? "–"
                : Numbers.rounded(past.evaluation().details().score(), DIGITS);
    }

    /** @return its labels, each with the address of the evaluations that have it */
    static List<Map<String, Object>> labels(ShownService service, PastEvaluation past) {
        var labels = new ArrayList<Map<String, Object>>();
        past.evaluation().labels().entrySet().stream().limit(MOST_LABELS).forEach(entry -> {
            var label = new Label(entry.getKey(), entry.getValue());
            var all = new ArrayList<>(service.query().labels());
            all.remove(label);
            all.add(label);
            labels.add(Map.of(
                    "text",
                    Escapes.shortened(label.text(), LONGEST),
                    "href",
                    Links.filtered(service.scope(), all, ServiceQuery.USUAL)));
        });
        return labels;
    }
}
