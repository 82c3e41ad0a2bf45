package dev.sliprovider.cli;

import dev.sliprovider.gate.ReportedEvaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Tells the CI system or the cluster that runs the program what came of an evaluation.
 *
 * @param ci the run
 * @param output receives a warning if the CI system cannot be notified
 */
record CiNotice(CiRun ci, GateOutput output) {

    private static final Path TERMINATION_LOG = Path.of("/dev/termination-log");
    /** Kubernetes keeps so many bytes of the file. */
    private static final int TERMINATION_LENGTH = 4096;

    /** @param reports files that were written */
    void tell(ReportedEvaluation recorded, List<ReportFile> reports) {
        if (ci.isGitHub()) {
            new GitHubRun(ci, output).tell(recorded, reports);
        }
        if (ci.isKubernetes() && Files.isWritable(TERMINATION_LOG)) {
            String sentence = recorded.verdict().word() + " "
                    + TerminalText.printable(
                            String.join("; ", recorded.verdict().reasons()));
            try {
                Files.writeString(
                        TERMINATION_LOG,
                        sentence.substring(0, Math.min(sentence.length(), TERMINATION_LENGTH / 4)),
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                output.warning(TERMINATION_LOG + " cannot be written; check its permissions");
            }
        }
    }
}
