package dev.sliprovider.history;

import dev.sliprovider.sli.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of a service's evaluations, below which no symbolic link is followed.
 *
 * @param root the directory of all evaluations; need not exist yet
 * @param path the folder
 */
record ServiceFolder(Path root, Path path) {

    /** @throws HistoryException if a name cannot be the name of a file */
    static ServiceFolder of(Path root, Scope scope) throws HistoryException {
        return new ServiceFolder(
                root,
                root.resolve(FileNames.encode("project", scope.project()))
                        .resolve(FileNames.encode("stage", scope.stage()))
                        .resolve(FileNames.encode("service", scope.service())));
    }

    /** Changes files. */
    interface Change {
        void make() throws IOException;
    }

    /** A link would lead out of the directory, where files of others would be deleted. */
    void requireNoLinks() throws HistoryException {
        for (Path part = path; !part.equals(root); part = part.getParent()) {
            if (Files.isSymbolicLink(part)) {
                throw new HistoryException(
                        part + " is a symbolic link, which is not followed within a history; replace it by a directory",
                        null);
            }
        }
    }

    /**
     * Lists the records. A plain list of names is read in half the time that a stream of paths takes.
     *
     * @return names of files, in no order; none if there is no folder
     */
    List<String> names() throws HistoryException {
        requireNoLinks();
        String[] all = path.toFile().list();
        if (all == null && Files.notExists(path)) {
            return List.of();
        }
        if (all == null) {
            throw new HistoryException(
                    "the history in " + path + " cannot be read: it is no directory, or its permissions forbid it;"
                            + " name another directory for the history",
                    null);
        }
        return Stream.of(all).filter(RecordNames::isRecord).toList();
    }

    void write(Change change) throws HistoryException {
        requireNoLinks();
        try {
            change.make();
        } catch (IOException e) {
            throw new HistoryException(
                    "the history in " + path + " cannot be written (" + e.getMessage()
                            + "); check its permissions and the disk",
                    e);
        }
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** @return the file that invalidates an evaluation */
    Path invalidation(String name) {
        return file(RecordNames.invalidation(name));
    }

    /** Deletes an evaluation and what invalidates it. */
    void delete(String name) throws IOException {
        Files.deleteIfExists(file(name));
        Files.deleteIfExists(invalidation(name));
    }
}
