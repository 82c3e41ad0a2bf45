package dev.sliprovider.history;

import dev.sliprovider.sli.Scope;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Evaluations in a directory: {@code project/stage/service/TIME-ID.json}. */
public final class HistoryDirectory implements EvaluationHistory {

    private static final Comparator<Scope> ORDER =
            Comparator.comparing(Scope::project).thenComparing(Scope::stage).thenComparing(Scope::service);

    private final Path root;

    /** @param root the directory; need not exist yet */
    public HistoryDirectory(Path root) {
        this.root = root;
    }

    @Override
    public ServiceDirectory of(Scope scope) throws HistoryException {
        return new ServiceDirectory(root, scope);
    }

    @Override
    public List<Scope> services() throws HistoryException {
        var services = new ArrayList<Scope>();
        for (Path project : folders(root)) {
            for (Path stage : folders(project)) {
                for (Path service : folders(stage)) {
                    scope(project, stage, service).ifPresent(services::add);
                }
            }
        }
        services.sort(ORDER);
        return services;
    }

    @Override
    public Optional<KeptEvaluation> byId(String id) throws HistoryException {
        Optional<KeptEvaluation> newest = Optional.empty();
        for (Scope service : services()) {
            Optional<KeptEvaluation> found = of(service).byId(id);
            if (found.isPresent()
                    && (newest.isEmpty()
                            || found.get().time().isAfter(newest.get().time()))) {
                newest = found;
            }
        }
        return newest;
    }

    /** Folders of others, such as that of a version control system, have names that were not encoded. */
    private static Optional<Scope> scope(Path project, Path stage, Path service) {
        Optional<String> first = FileNames.decode(name(project));
        Optional<String> second = FileNames.decode(name(stage));
        Optional<String> third = FileNames.decode(name(service));
        return first.isEmpty() || second.isEmpty() || third.isEmpty()
                ? Optional.empty()
                : Optional.of(new Scope(first.get(), second.get(), third.get()));
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    /** Symbolic links would lead out of the history. */
    private static List<Path> folders(Path parent) throws HistoryException {
        if (Files.notExists(parent)) {
            return List.of();
        }
        var folders = new ArrayList<Path>();
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(parent, path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))) {
            all.forEach(folders::add);
            return folders;
        } catch (IOException e) {
            throw new HistoryException(
                    "the history in " + parent + " cannot be read (" + e.getMessage() + "); check its permissions", e);
        }
    }
}
