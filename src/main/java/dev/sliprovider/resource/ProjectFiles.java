package dev.sliprovider.resource;

import dev.sliprovider.sli.Scope;
import io.smallrye.mutiny.Uni;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the files of a project are read from. A file of a name, such as sli.yaml, may be there on each {@link Level}. */
public interface ProjectFiles {

    /**
     * @param showsPaths whether messages name the directory; an event is not to tell of this machine
     * @return the files below a directory: {@code root/[stage/[service/]]name}
     * @throws IllegalArgumentException if there is no such directory
     */
    static ProjectFiles directory(Path root, boolean showsPaths) {
        if (!Files.isDirectory(root)) {
            throw new IllegalArgumentException(MissingPath.directory(root));
        }
        return new ProjectDirectory(root, showsPaths);
    }

    /**
     * Reads a file of one level.
     *
     * @param name path of the file below its level, such as {@code prometheus/sli.yaml}; not from an event
     * @param revision commit of the stage branch, if a certain one is wanted
     * @return the file, present or absent; fails with {@link UnreadableFileException} if neither can be said
     */
    Uni<ProjectFile> read(String name, Level level, Scope scope, Optional<String> revision);

    /** @return the place, for messages, without credentials */
    String place();

    /**
     * Looks for the file that was probably meant where no level has one. May block.
     *
     * @param name as in {@link #read}
     * @return a sentence that names the file and says what to do
     */
    default Optional<String> misplaced(String name, Scope scope) {
        return Optional.empty();
    }
}
