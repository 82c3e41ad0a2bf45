package dev.sliprovider.cli;

import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.ReportKind;
import dev.sliprovider.gate.ReportedEvaluation;
import dev.sliprovider.gate.Reports;
import dev.sliprovider.report.PastEvaluation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A report that is written into a file.
 *
 * @param kind of the report
 * @param file to write
 */
record ReportFile(ReportKind kind, Path file) {

    /** @throws GateException if a text is not {@code KIND=FILE}, or if two name the same file */
    static List<ReportFile> parse(List<String> texts) throws GateException {
        var reports = new ArrayList<ReportFile>();
        for (String text : texts) {
            ReportFile report = parse(text);
            if (reports.stream().anyMatch(other -> other.file().equals(report.file()))) {
                throw GateException.wrongInput("--report names the file " + report.file() + " twice");
            }
            reports.add(report);
        }
        return reports;
    }

    private static ReportFile parse(String text) throws GateException {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw GateException.wrongInput(
                    "--report \"" + text + "\" is not KIND=FILE; KIND is one of " + ReportKind.words());
        }
        String kind = text.substring(0, equals);
        try {
            return new ReportFile(
                    ReportKind.named(kind)
                            .orElseThrow(() -> GateException.wrongInput("--report: the kind \"" + kind
                                    + "\" is unknown; write one of " + ReportKind.words())),
                    Path.of(text.substring(equals + 1)).normalize());
        } catch (InvalidPathException e) {
            throw GateException.wrongInput("--report " + text + ": this cannot be a path");
        }
    }

    /** Other exceptions have the path as their message. */
    private static String cause(IOException e) {
        return e.getClass() == IOException.class && e.getMessage() != null ? ": " + e.getMessage() : "";
    }

    /**
     * Checked before the queries, so that a long evaluation does not end with a report that cannot be written.
     *
     * @throws GateException if the file obviously cannot be written
     */
    void requireWritable() throws GateException {
        if (Files.isDirectory(file)) {
            throw GateException.wrongInput("--report " + kind.word() + "=" + file + " is a directory; name a file");
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null && Files.exists(parent) && !Files.isDirectory(parent)) {
            throw GateException.wrongInput(
                    "--report " + kind.word() + "=" + file + ": " + parent + " is not a directory; name another file");
        }
        if (Files.exists(file)
                ? !Files.isWritable(file)
                : parent != null && Files.exists(parent) && !Files.isWritable(parent)) {
            throw GateException.wrongInput("--report " + kind.word() + "=" + file
                    + " cannot be written; check the permissions, or name another file");
        }
    }

    /**
     * @param inputs files that the command reads; {@code null} and standard input are passed over
     * @throws GateException if the report would replace one of them
     */
    void requireOther(List<String> inputs) throws GateException {
        for (String input : inputs) {
            if (input != null && isSame(input)) {
                throw GateException.wrongInput("--report " + kind.word() + "=" + file
                        + " would replace a file that is read; name another file");
            }
        }
    }

    private boolean isSame(String input) {
        try {
            return Files.exists(file) && Files.isSameFile(file, Path.of(input));
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    /**
     * Writes a report.
     *
     * @param rounds one evaluation, or several of which the last one counts
     * @param earlier evaluations of the same service, newest first
     */
    void write(List<ReportedEvaluation> rounds, List<PastEvaluation> earlier) throws GateException {
        write(Reports.text(kind, rounds, earlier));
    }

    /** Writes the file, and the directories above it. */
    void write(String text) throws GateException {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw GateException.wrongInput("--report " + kind.word() + "=" + file + " cannot be written" + cause(e)
                    + "; check the directory, its permissions and the disk");
        }
    }
}
