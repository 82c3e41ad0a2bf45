package dev.sliprovider.evaluator;

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
import io.smallrye.mutiny.tuples.Tuple2;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads slo.yaml and sli.yaml from three levels: the narrowest slo.yaml, and every sli.yaml. */
public final class LeveledFiles {

    private final ProjectFiles files;
    private final Scope scope;
    private final Optional<String> commit;
    private final GateException.Kind unreadable;

    /**
     * @param commit of the stage branch, if a certain one is wanted
     * @param unreadable the kind of failure for a file that cannot be read
     */
    public LeveledFiles(ProjectFiles files, Scope scope, Optional<String> commit, GateException.Kind unreadable) {
        this.files = files;
        this.scope = scope;
        this.commit = commit;
        this.unreadable = unreadable;
    }

    /**
     * Reads all levels at once.
     *
     * @param slo name of the file with the objectives
     * @return the files; fails with a {@link GateException} if no level has one, or a file cannot be read or used
     */
    public Uni<GateFiles> read(String slo) {
        return both(slo)
                .flatMap(found -> Attempt.uni(() -> {
                    if (found.getItem1().isEmpty()) {
                        throw GateException.noObjectives(
                                "no level of " + files.place() + " has a " + slo + " for " + scope
                                        + files.misplaced(slo, scope)
                                                .map(hint -> "; " + hint)
                                                .orElse("; add one"));
                    }
                    return GateFiles.of(found.getItem1().getLast(), found.getItem2());
                }));
    }

    /** @return the files with indicators, widest first; one of slo.yaml is the narrowest; fails as {@link #read} does */
    public Uni<List<SourceFile>> indicators(String slo) {
        return both(slo).map(found -> {
            var all = new ArrayList<>(found.getItem2());
            List<SourceFile> objectives = found.getItem1();
            if (!objectives.isEmpty() && GateFiles.hasIndicators(objectives.getLast())) {
                all.add(objectives.getLast());
            }
            return all;
        });
    }

    /** @return the files with objectives and those with indicators, widest first */
    private Uni<Tuple2<List<SourceFile>, List<SourceFile>>> both(String slo) {
        return Uni.combine()
                .all()
                .unis(levels(slo), levels(SliConfigs.FILE))
                .asTuple()
                .onFailure(UnreadableFileException.class)
                .transform(failure -> new GateException(unreadable, failure.getMessage()));
    }

    private Uni<List<SourceFile>> levels(String name) {
        List<Uni<ProjectFile>> reads = Arrays.stream(Level.values())
                .map(level -> files.read(name, level, scope, level == Level.PROJECT ? Optional.empty() : commit))
                .toList();
        return Uni.join().all(reads).andFailFast().map(read -> read.stream()
                .flatMap(
                        file -> file
                                .text()
                                .filter(text -> !text.isEmpty())
                                .map(text -> new SourceFile(location(file), text))
                                .stream())
                .toList());
    }

    /** Reports contain only the name of the file, without the path of this machine. */
    private static String location(ProjectFile file) {
        return SourceFile.location(file.location().replaceFirst(" \\([a-z]+ level\\)$", ""));
    }
}
