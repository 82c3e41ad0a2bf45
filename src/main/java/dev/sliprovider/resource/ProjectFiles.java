package dev.sliprovider.resource;

import dev.sliprovider.sli.Scope;
import io.smallrye.mutiny.Uni;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The source of a project's files. Each {@link Level} may have a file of a name, such as sli.yaml. */
public interface ProjectFiles {

    /**
     * @param showsPaths whether messages name the directory; events must not reveal paths of this machine
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
     * @return the file, present or absent; fails with {@link UnreadableFileException} if that cannot be determined
     */
    Uni<ProjectFile> read(String name, Level level, Scope scope, Optional<String> revision);

    /** @return the place, for messages, without credentials */
    String place();

    /**
     * Searches the file that was probably meant if no level has one. May block.
     *
     * @param name as in {@link #read}
     * @return a sentence that names the file and says what to do
     */
    default Optional<String> misplaced(String name, Scope scope) {
        return Optional.empty();
    }
}
