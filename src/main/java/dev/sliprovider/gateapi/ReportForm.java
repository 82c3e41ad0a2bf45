package dev.sliprovider.gateapi;

import dev.sliprovider.gate.ReportKind;
import dev.sliprovider.gate.ReportedEvaluation;
import dev.sliprovider.gate.Reports;
import dev.sliprovider.report.PastEvaluation;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The forms of a report over HTTP: the ending of its name, and its media type. */
enum ReportForm {
    HTML(ReportKind.HTML, "text/html;charset=UTF-8"),
    MD(ReportKind.MARKDOWN, "text/markdown;charset=UTF-8"),
    XML(ReportKind.JUNIT, "application/xml"),
    JSON(ReportKind.JSON, EvaluationDocument.JSON),
    EVENT(ReportKind.EVENT, "application/cloudevents+json"),
    PROM(ReportKind.OPENMETRICS, "application/openmetrics-text;version=1.0.0;charset=utf-8");

    private final ReportKind kind;
    private final String mediaType;

    ReportForm(ReportKind kind, String mediaType) {
        this.kind = kind;
        this.mediaType = mediaType;
    }

    /** @param ending of the name of the report */
    static ReportForm of(String ending) {
        return Arrays.stream(values())
                .filter(form -> form.ending().equals(ending))
                .findFirst()
                .orElseThrow(() -> ProblemException.wrong(
                        "report",
                        "there is no report." + ending + "; the endings are "
                                + Arrays.stream(values())
                                        .map(ReportForm::ending)
                                        .collect(Collectors.joining(", "))));
    }

    private String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The texts of a report come from requests and servers: a browser must not guess what they are. */
    Response response(ReportedEvaluation recorded, List<PastEvaluation> earlier) {
        return Response.ok(Reports.text(kind, recorded, earlier).getBytes(StandardCharsets.UTF_8), mediaType)
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store")
                .build();
    }
}
