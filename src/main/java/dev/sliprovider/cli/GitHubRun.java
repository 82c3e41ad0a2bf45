package dev.sliprovider.cli;

import dev.sliprovider.gate.ReportKind;
import dev.sliprovider.gate.ReportedEvaluation;
import dev.sliprovider.gate.Reports;
import dev.sliprovider.report.Verdict;
import dev.sliprovider.slo.ObjectiveResult.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reports an evaluation to GitHub: a summary, outputs of the step, and a few annotations. */
final class GitHubRun {

    /** GitHub shows ten of a kind for each step. */
    private static final int ANNOTATIONS = 10;
    /** Maximum bytes of the summary of a step; GitHub refuses a larger one. */
    private static final long SUMMARY = 1 << 20;

    private final CiRun ci;
    private final GateOutput output;

    GitHubRun(CiRun ci, GateOutput output) {
        this.ci = ci;
        this.output = output;
    }

    /** @param reports that were written; the first one for people becomes the output {@code report} */
    void tell(ReportedEvaluation recorded, List<ReportFile> reports) {
        annotate(recorded.verdict());
        String summary = Reports.text(ReportKind.MARKDOWN, recorded) + "\n";
        append("GITHUB_STEP_SUMMARY", summary, SUMMARY);
        String outputs = "result=" + Reports.text(ReportKind.RESULT, recorded) + "\nscore="
                + Reports.text(ReportKind.SCORE, recorded) + "\n" + report(reports);
        append("GITHUB_OUTPUT", outputs, Long.MAX_VALUE);
    }

    private static String report(List<ReportFile> reports) {
        return reports.stream()
                .filter(report -> isForPeople(report.kind()))
                .map(report -> report.file().toString())
                // An output of several lines could set other outputs.
                .filter(path -> path.chars().noneMatch(Character::isISOControl))
                .findFirst()
                .map(path -> "report=" + path + "\n")
                .orElse("");
    }

    private static boolean isForPeople(ReportKind kind) {
        return switch (kind) {
            case MARKDOWN, HTML -> true;
            case JSON, EVENT, JUNIT, OPENMETRICS, RESULT, SCORE -> false;
        };
    }

    private void append(String variable, String text, long most) {
        Optional<String> file = ci.value(variable);
        if (file.isEmpty()) {
            return;
        }
        try {
            Path path = Path.of(file.get());
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (Files.exists(path) && Files.size(path) > most - bytes.length) {
                output.warning("The summary of this step has no room for the evaluation.");
                return;
            }
            Files.write(path, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            output.warning("The file that " + variable + " names cannot be written; check its permissions");
        }
    }

    private void annotate(Verdict verdict) {
        List<Verdict.Line> failed = lines(verdict, Status.FAIL);
        failed.stream().limit(ANNOTATIONS).forEach(line -> output.command(annotation("error", verdict, line)));
        lines(verdict, Status.WARNING).stream()
                .limit(ANNOTATIONS)
                .forEach(line -> output.command(annotation("warning", verdict, line)));
    }

    private static List<Verdict.Line> lines(Verdict verdict, Status status) {
        return verdict.lines().stream()
                .filter(line -> line.result().status() == status)
                .toList();
    }

    private static String annotation(String kind, Verdict verdict, Verdict.Line line) {
        String title = "Quality gate " + verdict.word().toLowerCase(Locale.ROOT) + ": " + line.name();
        return "::" + kind + " file=" + property(verdict.sloFile()) + ",line="
                + line.wanted().places().start().line() + ",title=" + property(title) + "::"
                + message(line.reason());
    }

    /**
     * Escapes as GitHub's own toolkit does. Other control characters are replaced; double colons and double number signs
     * are separated.
     */
    static String message(String text) {
        String plain = TerminalText.printable(text).replace("##", "# #").replace("::", ": :");
        return plain.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    static String property(String text) {
        return message(text).replace(":", "%3A").replace(",", "%2C");
    }
}
