package dev.sliprovider.promql;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes expressions by the grammar and the types of PromQL, half of them with a slip; the same seed gives the same ones. */
final class ExpressionMaker {

    /** One in so many choices is a slip. */
    private static final int SLIP = 25;

    private static final List<String> METRICS = List.of(
            "up",
            "http_requests_total",
            "job:errors:rate5m",
            "sum",
            "offset",
            "by",
            "start",
            "end",
            "without",
            "_",
            "infinity",
            "node_cpu_seconds_total");
    private static final List<String> NO_METRICS =
            List.of("group_left", "bool", "inf", "on", "1up", "ü", "a.b", "atan2");
    private static final List<String> LABELS =
            List.of("job", "le", "by", "on", "\"a.b\"", "'x'", "`y z`", "sum", "bool", "instance", "start", "atan2");
    private static final List<String> NO_LABELS = List.of("a:b", "nan", "\"\"", "without", "1", "a.b", "\"\\xff\"");
    private static final List<String> ARITHMETIC = List.of("+", "-", "*", "/", "%", "^", "atan2", "ATAN2");
    private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");
    private static final List<String> SETS = List.of("and", "or", "unless", "AND", "Or");
    private static final List<String> NUMBERS = List.of(
            "0", "1", "5m", "1h30m", "0.5", ".5", "5.", "1e3", "0x1F", "1_000", "inf", "NaN", "017", "09", "5ms", "2y",
            "1d12h", "-Inf", "1.5E-3");
    private static final List<String> NO_NUMBERS =
            List.of("1e400", "0x", "1__0", "300y", "1m1h", "1.2.3", "5mm", "0b1", "1e", "1_");
    private static final List<String> TIMES =
            List.of("5m", "1h", "300", "30s", "1h30m", "1e3", "0.5", "+5m", "1w", "0x10", "--1m");
    private static final List<String> NO_TIMES =
            List.of("0", "-5m", "5m+1m", "(5m)", "inf", "x", "2*1m", "", "1h1h", "5m x", "\"5m\"", "1e30");
    private static final List<String> STRINGS = List.of(
            "\"a\"",
            "'b'",
            "`c`",
            "\"\\n\"",
            "'\\''",
            "\"\\x41\"",
            "\"\\xff\"",
            "\"ü\"",
            "\"\\u00e9\"",
            "\"$1\"",
            "\"\\\\d\"",
            "`\\d`",
            "\"\"",
            "\"{}\"",
            "'#'");
    private static final List<String> NO_STRINGS =
            List.of("\"\\'\"", "\"\\400\"", "\"\\d\"", "\"a", "a", "1", "\"\\ud800\"", "\"\\x4\"", "'a\nb'", "“a”");
    private static final List<String> PIECES = List.of(
            "a",
            "b",
            ".",
            "a*",
            "b+",
            "c?",
            "|",
            "(a)",
            "[ab]",
            "[^a]",
            "a{2}",
            "b{2,3}",
            "c{0,}",
            "^",
            "$",
            "\\d",
            "\\pL",
            "\\p{Greek}",
            "\\x41",
            "\\b",
            "\\B",
            "\\Qx.\\E",
            "\\z",
            "(?i)",
            "(?:b)",
            "(?P<n>c)",
            "(?<n>d)",
            "[[:alpha:]]",
            "[a-z\\d]",
            ".*",
            ".+",
            "(a|b)",
            "ü",
            "\\.",
            "(a*)*",
            "(?i-s:x)",
            "&&",
            " ",
            "-",
            ",",
            "]",
            "}",
            "{",
            "{,2}");
    private static final List<String> BREAKS = List.of(
            "*",
            "+",
            "?",
            "(",
            ")",
            "[",
            "\\",
            "{2}",
            "{1001}",
            "{3,2}",
            "\\1",
            "(?=a)",
            "(?<=a)",
            "[z-a]",
            "[]",
            "\\Z",
            "\\p{X}",
            "(?x)",
            "++",
            "*?",
            "[[:x:]]",
            "\\8",
            "\\u0041",
            "(?P=n)",
            "\\x{110000}",
            "\\Q",
            "\\E",
            "(?>a)");

    private static final List<String> DIGITS = List.of(
            "0", "1", "7", "9", ".", "_", "e", "E", "x", "X", "0x", "a", "f", "+", "-", "p", "b", "o", "m", "s", "00",
            "1e");
    private static final List<String> UNITS =
            List.of("y", "w", "d", "h", "m", "s", "ms", "", "ns", "us", "M", "mm", ".5s");
    private static final List<String> CHARACTERS = List.of(
            "a",
            "\\",
            "\\n",
            "\\x",
            "\\x4",
            "\\x41",
            "\\xfF",
            "\\u",
            "\\u00e9",
            "\\ud800",
            "\\udfff",
            "\\U0001F600",
            "\\U00110000",
            "\\101",
            "\\400",
            "\\377",
            "\\08",
            "\\'",
            "\\\"",
            "'",
            "\"",
            "`",
            "#",
            "{",
            "ü",
            "\ufffd",
            "\ufeff",
            "\u0000",
            "\u007f",
            "\n",
            "\r",
            "\\\n",
            "\\a",
            "\\e",
            "\ud83d\ude00",
            "4",
            "1");

    private final Random random;

    ExpressionMaker(Random random) {
        this.random = random;
    }

    String expression() {
        return expression(ValueType.values()[Math.max(0, random.nextInt(9) - 5)], 1 + random.nextInt(4));
    }

    private String expression(ValueType type, int depth) {
        ValueType made = random.nextInt(SLIP * 2) == 0 ? ValueType.values()[random.nextInt(4)] : type;
        return switch (made) {
            case SCALAR -> scalar(depth);
            case INSTANT_VECTOR -> vector(depth);
            case RANGE_VECTOR -> range(depth);
            case STRING -> string();
        };
    }

    private String scalar(int depth) {
        if (depth <= 0) {
            return number();
        }
        return switch (random.nextInt(6)) {
            case 0 ->
                expression(ValueType.SCALAR, depth - 1) + " " + one(ARITHMETIC, SETS) + " "
                        + expression(ValueType.SCALAR, depth - 1);
            case 1 ->
                expression(ValueType.SCALAR, depth - 1)
                        + one(COMPARISONS, SETS)
                        + one(List.of(" bool "), List.of(" "))
                        + expression(ValueType.SCALAR, depth - 1);
            case 2 -> "(" + expression(ValueType.SCALAR, depth - 1) + ")";
            case 3 -> call(ValueType.SCALAR, depth);
            case 4 -> "-" + expression(ValueType.SCALAR, depth - 1);
            default -> number();
        };
    }

    private String vector(int depth) {
        if (depth <= 0) {
            return selector() + modifiers();
        }
        return switch (random.nextInt(10)) {
            case 0 -> binary(depth - 1, one(ARITHMETIC, List.of("= =", "&", "**")), true);
            case 1 -> binary(depth - 1, one(COMPARISONS, List.of("=", "=~")) + maybe(" bool"), true);
            case 2 -> binary(depth - 1, one(SETS, List.of("xor", "&&")), false);
            case 3 ->
                expression(ValueType.INSTANT_VECTOR, depth - 1) + " " + one(ARITHMETIC, SETS) + " "
                        + expression(ValueType.SCALAR, depth - 1);
            case 4, 5 -> aggregation(depth - 1);
            case 6 ->
                one(List.of("(", "-(", "+ ("), List.of("((")) + expression(ValueType.INSTANT_VECTOR, depth - 1) + ")";
            case 7 -> selector() + modifiers();
            default -> call(ValueType.INSTANT_VECTOR, depth);
        };
    }

    private String binary(int depth, String operator, boolean groups) {
        String left = expression(ValueType.INSTANT_VECTOR, depth);
        return left + " " + operator + matching(groups) + " " + expression(ValueType.INSTANT_VECTOR, depth);
    }

    private String range(int depth) {
        if (random.nextInt(3) > 0) {
            return selector() + blank() + "[" + blank() + time() + blank() + "]" + modifiers();
        }
        String of = "(" + expression(ValueType.INSTANT_VECTOR, depth - 1) + ")";
        return of + "[" + time() + ":" + maybe(time()) + "]" + modifiers();
    }

    private String number() {
        return one(NUMBERS, NO_NUMBERS);
    }

    private String string() {
        return one(STRINGS, NO_STRINGS);
    }

    private String time() {
        return one(TIMES, NO_TIMES);
    }

    String selector() {
        String name = random.nextInt(4) == 0 ? "" : one(METRICS, NO_METRICS);
        if (!name.isEmpty() && random.nextBoolean()) {
            return name;
        }
        String sure = name.isEmpty() && random.nextInt(SLIP) > 0 ? one(List.of("job=\"a\",", "\"b\",", "`c d`,")) : "";
        String comma = one(List.of("", ","), List.of(",,", ";"));
        return name + "{" + sure + list(1 + random.nextInt(3), this::matcher, ",") + comma + "}";
    }

    private String matcher() {
        String label = one(LABELS, NO_LABELS);
        return random.nextInt(3) == 0
                ? label + one(List.of("=~", " !~ ")) + "`" + pattern().replace("`", "") + "`"
                : label + one(List.of("=", "!=", " = "), List.of("==", ":", " ")) + string();
    }

    /** A regular expression of RE2, or what looks like one. */
    String pattern() {
        return list(1 + random.nextInt(5), () -> one(PIECES, BREAKS), "");
    }

    /** What looks like a number, a duration or a string, with every detail likely. */
    String literal() {
        return switch (random.nextInt(4)) {
            case 0 -> list(1 + random.nextInt(7), () -> one(DIGITS), "") + maybe(" + 1");
            case 1 -> "x[" + list(1 + random.nextInt(4), () -> random.nextInt(40) + one(UNITS), "") + "]";
            case 2 -> list(1 + random.nextInt(3), () -> random.nextInt(40) + one(UNITS), "");
            default -> quoted(one(List.of("\"", "'", "`")));
        };
    }

    private String quoted(String quote) {
        return quote + list(random.nextInt(5), () -> one(CHARACTERS), "") + quote;
    }

    private String modifiers() {
        return switch (random.nextInt(10)) {
            case 0 -> " offset " + one(List.of("5m", "-1h", "0", "+ 300", "1d"), NO_TIMES);
            case 1 ->
                " @ "
                        + one(
                                List.of("1609746000", "start()", "end()", "-5", "5m", "1.5e9"),
                                List.of("inf", "1e30", "end"));
            case 2 -> one(List.of(" offset 1m @ 5", "@ 5 offset 1m"), List.of(" offset 1m offset 1m", " @ 1 @ 1"));
            default -> "";
        };
    }

    private String matching(boolean groups) {
        return switch (random.nextInt(6)) {
            case 0 -> " on" + labels();
            case 1 -> " ignoring " + labels();
            case 2 -> groups ? " ignoring (a) group_left" + maybe(labels()) : " on()";
            case 3 -> groups ? " ON(z) Group_Right " + maybe(labels()) : "";
            default -> "";
        };
    }

    private String labels() {
        return "(" + list(random.nextInt(3), () -> one(LABELS, NO_LABELS), one(List.of(", ", ","), List.of(" "))) + ")";
    }

    private String aggregation(int depth) {
        Aggregator aggregator = Aggregator.values()[random.nextInt(Aggregator.values().length)];
        String parameter = aggregator
                .parameter()
                .map(type -> expression(type, depth - 1) + ", ")
                .orElse("");
        String inner = "(" + parameter + expression(ValueType.INSTANT_VECTOR, depth) + ")";
        String grouping = one(List.of("by", "without", "BY"), List.of("on")) + blank() + labels();
        return switch (random.nextInt(4)) {
            case 0 -> aggregator.word() + " " + grouping + blank() + inner;
            case 1 -> aggregator.name() + inner + blank() + grouping;
            default -> aggregator.word() + blank() + inner;
        };
    }

    private String call(ValueType result, int depth) {
        List<Function> functions = Functions.names().stream()
                .sorted()
                .map(name -> Functions.named(name).orElseThrow())
                .filter(function -> function.result() == result)
                .toList();
        Function function = functions.get(random.nextInt(functions.size()));
        int most = Math.min(function.most(), function.required() + 2);
        int count = random.nextInt(SLIP) == 0
                ? random.nextInt(5)
                : function.required() + random.nextInt(most - function.required() + 1);
        String arguments = IntStream.range(0, count)
                .mapToObj(i -> expression(
                        function.parameters().isEmpty() ? ValueType.SCALAR : function.parameter(i), depth - 1))
                .collect(Collectors.joining(one(List.of(", ", ","), List.of(" "))));
        return function.name() + blank() + "(" + arguments + ")";
    }

    private String blank() {
        return one(List.of("", "", " ", "\n", "\t"), List.of("# c\n"));
    }

    private String maybe(String text) {
        return random.nextBoolean() ? text : "";
    }

    private String one(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    private String one(List<String> usual, List<String> slips) {
        return one(random.nextInt(SLIP) == 0 ? slips : usual);
    }

    private static String list(int count, Supplier<String> item, String separator) {
        return IntStream.range(0, count).mapToObj(i -> item.get()).collect(Collectors.joining(separator));
    }
}
