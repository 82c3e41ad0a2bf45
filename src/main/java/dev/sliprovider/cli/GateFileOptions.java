package dev.sliprovider.cli;

import dev.sliprovider.evaluator.Evaluator;
import dev.sliprovider.evaluator.LeveledFiles;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.GateFiles;
import dev.sliprovider.gate.SourceFile;
import dev.sliprovider.resource.ProjectFiles;
import dev.sliprovider.resource.SliYaml;
import dev.sliprovider.resource.SloYaml;
import dev.sliprovider.sli.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options for the sources of slo.yaml and sli.yaml. */
final class GateFileOptions {

    /** Maximum size in bytes; a character has at most four bytes in UTF-8. */
    static final int SLI_LENGTH = 4 * SliYaml.FILE_LENGTH;

    @Option(
            names = "--slo",
            paramLabel = "FILE",
            description = "The objectives; the file may define indicators itself, below \"indicators:\".")
    String slo;

    @Option(
            names = "--sli",
            paramLabel = "FILE",
            description = "The indicators; may be repeated, and a later file replaces indicators of an earlier one.")
    List<String> sli = List.of();

    @Option(
            names = "--config-dir",
            paramLabel = "DIR",
            description =
                    "Read DIR/[<stage>/[<service>/]]slo.yaml, the narrowest, and prometheus/sli.yaml beside each.")
    Path directory;

    @Option(names = "--resource-service", paramLabel = "URL", description = "Read both from Keptn instead.")
    String resourceService;

    /** @throws GateException if not exactly one source is named */
    void check() throws GateException {
        long sources = Stream.of(slo, directory, resourceService)
                .filter(source -> source != null)
                .count();
        if (sources != 1) {
            throw GateException.wrongInput(
                    sources == 0
                            ? "no slo.yaml is named; give --slo FILE, or a --config-dir"
                            : "--slo, --config-dir and --resource-service exclude each other");
        }
        if (!sli.isEmpty() && slo == null) {
            throw GateException.wrongInput("--sli goes with --slo; leave it out, or name slo.yaml with --slo");
        }
    }

    /** @return the files, unless they are read from Keptn */
    Optional<GateFiles> local(Scope scope) throws GateException {
        if (resourceService != null) {
            return Optional.empty();
        }
        return Optional.of(directory == null ? named() : below(scope));
    }

    private GateFiles named() throws GateException {
        SourceFile objectives = new InputFile("--slo", slo).text(SloYaml.FILE_LENGTH);
        var indicators = new ArrayList<SourceFile>();
        for (String file : sli) {
            indicators.add(new InputFile("--sli", file).text(SLI_LENGTH));
        }
        return GateFiles.of(objectives, indicators);
    }

    private GateFiles below(Scope scope) throws GateException {
        try {
            return Awaited.of(new LeveledFiles(
                            ProjectFiles.directory(directory, true),
                            scope,
                            Optional.empty(),
                            GateException.Kind.WRONG_INPUT)
                    .read(Evaluator.SLO));
        } catch (IllegalArgumentException e) {
            throw GateException.wrongInput("--config-dir: " + e.getMessage());
        }
    }
}
