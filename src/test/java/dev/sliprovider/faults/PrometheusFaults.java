package dev.sliprovider.faults;

import static dev.sliprovider.faults.Fault.answers;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What can be wrong with a whole answer to a query. None of them may become a number. */
final class PrometheusFaults {

    private static final String NO_ANSWER = "JSON";
    private static final String NO_NUMBER = "not a number|no number|is no number";

    private static final String VALUE =
            "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{},"
                    + "\"value\":[1709629890.9,\"42\"]}]}%s}";

    private PrometheusFaults() {}

    static List<Fault> all() {
        return List.of(
                vector("value-nan", NO_NUMBER, "\"NaN\""),
                vector("value-infinite", NO_NUMBER, "\"+Inf\""),
                vector("value-negative-infinite", NO_NUMBER, "\"-Inf\""),
                vector("value-too-large", NO_NUMBER, "\"1e999\""),
                vector("value-with-a-suffix", NO_NUMBER, "\"42d\""),
                vector("value-hexadecimal", NO_NUMBER, "\"0x1p3\""),
                vector("value-with-blanks", NO_NUMBER, "\" 42 \""),
                vector("value-empty", NO_NUMBER, "\"\""),
                vector("value-null", NO_NUMBER, "null"),
                vector("value-very-long", NO_NUMBER, "\"" + "9".repeat(10_000) + "\""),
                vector("value-with-a-third", NO_ANSWER, "\"42\",\"43\""),
                data("no-time", NO_ANSWER, "\"vector\"", "[{\"metric\":{},\"value\":[\"42\"]}]"),
                data("time-as-a-text", NO_ANSWER, "\"vector\"", "[{\"metric\":{},\"value\":[\"soon\",\"42\"]}]"),
                data("no-series", "no data", "\"vector\"", "[]"),
                data("ten-thousand-series", "10,?000 series", "\"vector\"", series(10_000)),
                data("matrix", "matrix|range", "\"matrix\"", "[{\"metric\":{},\"values\":[[1709629890.9,\"42\"]]}]"),
                data("text", "string|text", "\"string\"", "[1709629890.9,\"42\"]"),
                data("type-unknown", NO_ANSWER, "\"tensor\"", "[[42]]"),
                data("result-as-a-text", NO_ANSWER, "\"vector\"", "\"42\""),
                data("result-null", NO_ANSWER, "\"vector\"", "null"),
                data("entry-as-a-number", NO_ANSWER, "\"vector\"", "[42]"),
                answers("data-missing", NO_ANSWER, 200, "{\"status\":\"success\"}"),
                answers(
                        "status-missing",
                        NO_ANSWER,
                        200,
                        "{\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"42\"]}}"),
                answers("error-with-200", "upstream", 200, error("execution", "upstream is away")),
                answers("bad-query", "parse error", 400, error("bad_data", "parse error at char 3")),
                answers("error-text-of-1-mb", "HTTP 422|execution|x", 422, error("execution", "x".repeat(1 << 20))),
                answers(
                        "two-answers",
                        NO_ANSWER,
                        200,
                        "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"42\"]}}"
                                + "{\"status\":\"error\"}"),
                success("partial-as-victoriametrics-says-it", "partial response", ",\"isPartial\":true"),
                success(
                        "partial-as-thanos-says-it",
                        "partial response",
                        ",\"warnings\":[\"receive series from Addr: store:10901: connection refused\"]"),
                data(
                        "sample-of-another-time",
                        "another time",
                        "\"vector\"",
                        "[{\"metric\":{},\"value\":[1709620000,\"42\"]}]"),
                answers("part-of-the-content", "HTTP 206", 206, VALUE.formatted("")),
                answers(
                        "timeout-as-execution",
                        "deadline exceeded",
                        422,
                        error("execution", "context deadline exceeded")),
                answers("wrong-path-with-400", "unsupported path", 400, "unsupported path requested: /x"),
                answers("agent", "agent mode", 422, error("execution", "unavailable with Prometheus Agent")),
                answers(
                        "retry-after-in-years",
                        "more than a day",
                        503,
                        "Retry-After: 2300204724\r\n",
                        "later".getBytes(StandardCharsets.UTF_8)),
                answers(
                        "headers-of-40-kilobytes",
                        "headers",
                        200,
                        "X-Long: " + "x".repeat(40_000) + "\r\n",
                        VALUE.formatted("").getBytes(StandardCharsets.UTF_8)));
    }

    /** A value, and behind it what makes it none. */
    private static Fault success(String name, String says, String more) {
        return answers(name, says, 200, VALUE.formatted(more));
    }

    private static Fault vector(String name, String says, String value) {
        return data(name, says, "\"vector\"", "[{\"metric\":{},\"value\":[1709629890.9," + value + "]}]");
    }

    private static Fault data(String name, String says, String type, String result) {
        return answers(
                name,
                says,
                200,
                "{\"status\":\"success\",\"data\":{\"resultType\":" + type + ",\"result\":" + result + "}}");
    }

    private static String series(int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> "{\"metric\":{\"pod\":\"p" + i + "\"},\"value\":[1709629890.9,\"42\"]}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String error(String type, String text) {
        return "{\"status\":\"error\",\"errorType\":\"" + type + "\",\"error\":\"" + text + "\"}";
    }
}
