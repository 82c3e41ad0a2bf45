package dev.sliprovider.cli;

import dev.sliprovider.evaluator.Evaluator;
import dev.sliprovider.evaluator.LeveledFiles;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.SourceFile;
import dev.sliprovider.resource.ProjectFiles;
import dev.sliprovider.sli.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options for files with indicators, whose queries are compared with those that were sent. */
final class IndicatorFileOptions {

    @Option(
            names = "--sli",
            paramLabel = "FILE",
            description = "Also say whether this sli.yaml, or slo.yaml with indicators, has other queries now; may be"
                    + " repeated, and a later file replaces indicators of an earlier one.")
    List<String> sli = List.of();

    @Option(
            names = "--config-dir",
            paramLabel = "DIR",
            description = "The same for DIR/[<stage>/[<service>/]]prometheus/sli.yaml.")
    Path directory;

    /** @return the files; empty if none are named */
    Optional<List<SourceFile>> read(Scope scope) throws GateException {
        if (directory != null && !sli.isEmpty()) {
            throw GateException.wrongInput("--sli and --config-dir exclude each other");
        }
        if (directory != null) {
            return Optional.of(below(scope));
        }
        var files = new ArrayList<SourceFile>();
        for (String file : sli) {
            files.add(new InputFile("--sli", file).text(GateFileOptions.SLI_LENGTH));
        }
        return files.isEmpty() ? Optional.empty() : Optional.of(files);
    }

    private List<SourceFile> below(Scope scope) throws GateException {
        try {
            var files = Awaited.of(new LeveledFiles(
                            ProjectFiles.directory(directory, true),
                            scope,
                            Optional.empty(),
                            GateException.Kind.WRONG_INPUT)
                    .indicators(Evaluator.SLO));
            if (files.isEmpty()) {
                throw GateException.wrongInput("--config-dir: no level of " + directory + " has indicators for " + scope
                        + "; name another directory");
            }
            return files;
        } catch (IllegalArgumentException e) {
            throw GateException.wrongInput("--config-dir: " + e.getMessage());
        }
    }
}
