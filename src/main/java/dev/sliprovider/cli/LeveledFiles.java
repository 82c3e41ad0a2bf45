package dev.sliprovider.cli;

import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.GateFiles;
import dev.sliprovider.gate.SourceFile;
import dev.sliprovider.resource.Level;
import dev.sliprovider.resource.ProjectFile;
import dev.sliprovider.resource.ProjectFiles;
import dev.sliprovider.resource.SliConfigs;
import dev.sliprovider.resource.UnreadableFileException;
import dev.sliprovider.sli.Scope;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads slo.yaml and sli.yaml from three levels: the narrowest slo.yaml, and every sli.yaml. */
final class LeveledFiles {

    private final ProjectFiles files;
    private final Scope scope;
    private final Optional<String> commit;
    private final GateException.Kind unreadable;

    /**
     * @param commit of the stage branch, if a certain one is wanted
     * @param unreadable the kind of failure for a file that cannot be read
     */
    LeveledFiles(ProjectFiles files, Scope scope, Optional<String> commit, GateException.Kind unreadable) {
        this.files = files;
        this.scope = scope;
        this.commit = commit;
        this.unreadable = unreadable;
    }

    /**
     * Reads all levels at once.
     *
     * @param slo name of the file with the objectives
     * @throws GateException if no level has one, or a file cannot be read
     */
    GateFiles read(String slo) throws GateException {
        try {
            List<SourceFile> objectives = levels(slo);
            if (objectives.isEmpty()) {
                throw GateException.wrongInput("no level of " + files.place() + " has a " + slo + " for " + scope
                        + files.misplaced(slo, scope).map(hint -> "; " + hint).orElse("; add one"));
            }
            return GateFiles.of(objectives.getLast(), levels(SliConfigs.FILE));
        } catch (UnreadableFileException e) {
            throw new GateException(unreadable, e.getMessage());
        }
    }

    /** @return the files with indicators, widest first; one of slo.yaml is the narrowest */
    List<SourceFile> indicators(String slo) throws GateException {
        try {
            var all = new ArrayList<>(levels(SliConfigs.FILE));
            List<SourceFile> objectives = levels(slo);
            if (!objectives.isEmpty() && GateFiles.hasIndicators(objectives.getLast())) {
                all.add(objectives.getLast());
            }
            return all;
        } catch (UnreadableFileException e) {
            throw new GateException(unreadable, e.getMessage());
        }
    }

    private List<SourceFile> levels(String name) {
        List<Uni<ProjectFile>> reads = Arrays.stream(Level.values())
                .map(level -> files.read(name, level, scope, level == Level.PROJECT ? Optional.empty() : commit))
                .toList();
        var present = new ArrayList<SourceFile>();
        for (ProjectFile file : Uni.join().all(reads).andFailFast().await().indefinitely()) {
            file.text()
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> present.add(new SourceFile(location(file), text)));
        }
        return present;
    }

    /** Reports contain only the name of the file, without the path of this machine. */
    private static String location(ProjectFile file) {
        return new InputFile("", file.location().replaceFirst(" \\([a-z]+ level\\)$", "")).location();
    }
}
