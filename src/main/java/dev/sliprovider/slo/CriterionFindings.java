package dev.sliprovider.slo;

import dev.sliprovider.slo.Finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks single criteria (contract §10.4). */
final class CriterionFindings {

    private static final Pattern UNIT =
            Pattern.compile("([<=>]{1,2} *[+-]?[0-9.]+) *(?:[a-zµ]+|[a-z]+/[a-z]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SPLIT_NUMBER = Pattern.compile("[0-9.] +[0-9.]");
    private static final Pattern TWO_SIGNS = Pattern.compile("[<=>]+[+-][+-].*");
    private static final Pattern REVERSED = Pattern.compile("=([<>])(.*)");
    private static final Pattern DOUBLED = Pattern.compile("([<>=])\\1(.*)|!=(.*)");

    private CriterionFindings() {}

    /**
     * @param criterion as read
     * @param isPass whether it is one of {@code pass}, where an invalid one ends the whole evaluation
     * @param place where it stands
     */
    static Optional<Finding> of(Criterion criterion, boolean isPass, Place place) {
        return switch (criterion) {
            case Criterion.Invalid invalid -> Optional.of(invalid(invalid, isPass, place));
            case Criterion.Valid valid -> misread(valid).map(text -> finding(valid, text, place));
        };
    }

    private record Text(String rule, Severity severity, String message, String remedy) {}

    private static Finding finding(Criterion criterion, Text text, Place place) {
        return new Finding(
                text.rule(), text.severity(), place, quoted(criterion) + " " + text.message(), text.remedy());
    }

    private static String quoted(Criterion criterion) {
        return "The criterion \"" + criterion.text() + "\"";
    }

    private static Finding invalid(Criterion.Invalid criterion, boolean isPass, Place place) {
        String effect = isPass
                ? "as soon as the indicator has a value, every evaluation fails with score 0"
                : "the objective never gives a warning";
        return new Finding(
                "criterion-invalid",
                Severity.ERROR,
                place,
                quoted(criterion) + " cannot be read (" + criterion.cause() + "): " + effect + ".",
                correction(criterion.text()));
    }

    private static String correction(String text) {
        String dense = text.replace(" ", "");
        Matcher unit = UNIT.matcher(text.strip());
        Matcher reversed = REVERSED.matcher(dense);
        if (dense.isEmpty()) {
            return "Write a comparison such as \"<=500\" in quotes: without quotes, YAML reads \">\" as the start of a block.";
        }
        if (GoFloat.parse(dense.replace("%", "")).isPresent()) {
            return "Write an operator before the number: \"<=" + dense + "\" or \">=" + dense + "\".";
        }
        if (unit.matches()) {
            return "Remove the unit: \"" + unit.group(1).replace(" ", "")
                    + "\". The number is in the unit of the query.";
        }
        if (reversed.matches()) {
            return "Write \"" + reversed.group(1) + "=" + reversed.group(2) + "\".";
        }
        Matcher doubled = DOUBLED.matcher(dense);
        if (doubled.matches()) {
            return doubled.group(1) == null
                    ? "There is no operator \"!=\"; use two groups, one with \"<\" and one with \">\"."
                    : "Write \"" + doubled.group(1) + doubled.group(2) + "\".";
        }
        return "Write an operator (<, <=, =, >=, >), optionally + or -, a number with a point as decimal mark, optionally %.";
    }

    private static Optional<Text> misread(Criterion.Valid criterion) {
        if (!Double.isFinite(criterion.number())) {
            return Optional.of(new Text(
                    "criterion-not-finite",
                    Severity.ERROR,
                    "compares with " + GoFloat.format(criterion.number()) + ", for which there is no result.",
                    "Write a finite number."));
        }
        if (SPLIT_NUMBER.matcher(criterion.text()).find()) {
            return Optional.of(new Text(
                    "criterion-blank",
                    Severity.WARNING,
                    "has a blank within its number, which is removed: it is read as \""
                            + criterion.text().replace(" ", "") + "\".",
                    "Remove the blank, or write two criteria."));
        }
        return criterion instanceof Criterion.Relative relative ? misread(relative) : Optional.empty();
    }

    private static Optional<Text> misread(Criterion.Relative criterion) {
        String dense = criterion.text().replace(" ", "");
        String operator = criterion.operator().text();
        String number = dense.substring(operator.length());
        if (TWO_SIGNS.matcher(dense).matches()) {
            return Optional.of(new Text(
                    "criterion-two-signs",
                    Severity.WARNING,
                    "has two signs: it is read as " + meaning(criterion) + ".",
                    "Write one sign."));
        }
        if (criterion.percent() && "+-".indexOf(number.charAt(0)) < 0) {
            return Optional.of(new Text(
                    "criterion-percent",
                    Severity.WARNING,
                    "is relative, because every criterion with % is: it is read as " + meaning(criterion) + ".",
                    "If a percentage itself is meant, write \"" + operator + number.substring(0, number.length() - 1)
                            + "\" or its fraction, whichever the query gives; if a change is meant, write \"" + operator
                            + "+" + number + "\"."));
        }
        if (!criterion.percent() && !criterion.increase()) {
            return Optional.of(new Text(
                    "criterion-negative",
                    Severity.WARNING,
                    "is relative, because its number has a sign: it is read as " + meaning(criterion) + ".",
                    "There are no negative fixed thresholds. If one is meant, turn the sign around in the query and in"
                            + " the criterion."));
        }
        return Optional.empty();
    }

    private static String meaning(Criterion.Relative criterion) {
        String words =
                switch (criterion.operator()) {
                    case AT_MOST -> "at most";
                    case LESS -> "less than";
                    case EQUAL -> "exactly";
                    case AT_LEAST -> "at least";
                    case MORE -> "more than";
                };
        return words + " the earlier values " + (criterion.increase() ? "plus " : "minus ")
                + GoFloat.format(criterion.number()) + (criterion.percent() ? " %" : "");
    }

    /** @return whether no value can meet these fixed thresholds at once */
    static boolean contradict(List<Criterion> criteria) {
        double atLeast = Double.NEGATIVE_INFINITY;
        double atMost = Double.POSITIVE_INFINITY;
        for (Criterion criterion : criteria) {
            if (criterion instanceof Criterion.Absolute absolute) {
                double number = absolute.number();
                switch (absolute.operator()) {
                    case AT_MOST -> atMost = Math.min(atMost, number);
                    case LESS -> atMost = Math.min(atMost, Math.nextDown(number));
                    case AT_LEAST -> atLeast = Math.max(atLeast, number);
                    case MORE -> atLeast = Math.max(atLeast, Math.nextUp(number));
                    case EQUAL -> {
                        atMost = Math.min(atMost, number);
                        atLeast = Math.max(atLeast, number);
                    }
                }
            }
        }
        return atLeast > atMost;
    }
}
