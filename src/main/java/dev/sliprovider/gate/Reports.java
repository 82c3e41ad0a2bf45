package dev.sliprovider.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.report.HtmlReport;
import dev.sliprovider.report.JunitReport;
import dev.sliprovider.report.MarkdownReport;
import dev.sliprovider.report.OpenMetricsReport;
import dev.sliprovider.report.PastEvaluation;
import dev.sliprovider.report.WordReport;
import java.io.UncheckedIOException;
import java.util.List;

/** Makes the text of a report: the one place where a {@link ReportKind} is plugged in. */
public final class Reports {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Reports() {}

    /** @return the evaluation for programs, to which its caller may add members */
    public static ObjectNode json(ReportedEvaluation recorded) {
        return JsonReport.of(recorded);
    }

    /** @return the content of the file, of an evaluation without a history */
    public static String text(ReportKind kind, ReportedEvaluation recorded) {
        return text(kind, recorded, List.of());
    }

    /**
     * @param earlier evaluations of the same service, newest first
     * @return the content of the file
     */
    public static String text(ReportKind kind, ReportedEvaluation recorded, List<PastEvaluation> earlier) {
        return switch (kind) {
            case JSON -> json(JsonReport.of(recorded)) + "\n";
            case EVENT -> json(recorded.event()) + "\n";
            case JUNIT -> JunitReport.of(recorded.verdict());
            case MARKDOWN -> MarkdownReport.of(recorded.verdict());
            case HTML -> HtmlReport.of(recorded.verdict(), earlier);
            case OPENMETRICS -> OpenMetricsReport.of(recorded.verdict());
            case RESULT -> WordReport.result(recorded.verdict());
            case SCORE -> WordReport.score(recorded.verdict());
        };
    }

    /**
     * @param rounds one evaluation, or several of which the last one counts; JUnit's report has a suite for each
     * @param earlier evaluations of the same service, newest first
     * @return the content of the file
     */
    public static String text(ReportKind kind, List<ReportedEvaluation> rounds, List<PastEvaluation> earlier) {
        return kind == ReportKind.JUNIT
                ? JunitReport.of(
                        rounds.stream().map(ReportedEvaluation::verdict).toList())
                : text(kind, rounds.getLast(), earlier);
    }

    /**
     * Two number signs begin a command in the log of some CI systems, so that one of them is escaped: the document is the
     * same.
     */
    private static String json(JsonNode document) {
        try {
            return JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(document)
                    .replace("##", "#\\u0023");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
