package dev.sliprovider.resource;

import dev.sliprovider.sli.NearestName;
import dev.sliprovider.sli.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the file that was probably meant if no level of a directory has one, and explains how to correct its place. */
final class MisplacedFile {

    private static final int DEPTH = 6;
    private static final int MOST = 2000;

    private final Path root;
    private final Path name;
    private final Scope scope;

    /**
     * @param root absolute
     * @param name path of the file below its level
     */
    MisplacedFile(Path root, String name, Scope scope) {
        this.root = root;
        this.name = Path.of(name);
        this.scope = scope;
    }

    /** @return a sentence that names the file and the remedy */
    Optional<String> hint() {
        return insideItsFolder().or(this::besideItsFolder).or(this::misspelt).or(this::elsewhere);
    }

    /** The root is the folder {@code prometheus} itself. */
    private Optional<String> insideItsFolder() {
        Path folder = name.getParent();
        Path file = root.resolve(file());
        return folder != null && root.endsWith(folder) && root.getParent() != null && Files.isRegularFile(file)
                ? Optional.of(file + " is not read; give the directory above it: " + root.getParent())
                : Optional.empty();
    }

    /** The file lies in the folder of its level, without the folder {@code prometheus}. */
    private Optional<String> besideItsFolder() {
        return levels().filter(level -> Files.isRegularFile(level.resolve(file())))
                .map(level -> level.resolve(file()) + " is not read; move it to " + level.resolve(name))
                .findFirst();
    }

    /** Such as sli.yml or SLI.yaml. */
    private Optional<String> misspelt() {
        return levels().map(level -> level.resolve(name).getParent())
                .flatMap(folder -> MissingPath.names(folder).stream()
                        .filter(found -> stem(found).equalsIgnoreCase(stem(file())))
                        .map(found -> folder.resolve(found) + " is not read; rename it to " + file()))
                .findFirst();
    }

    private static String stem(String name) {
        return name.replaceFirst("\\..*", "");
    }

    private String file() {
        return name.getFileName().toString();
    }

    private Optional<String> elsewhere() {
        try (Stream<Path> below = Files.walk(root, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            return below.limit(MOST)
                    .filter(path -> path.endsWith(name))
                    .min(Comparator.comparing(this::isUnlike).thenComparing(Comparator.naturalOrder()))
                    .map(this::forOthers);
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** A file of a stage with a similar name comes first. */
    private boolean isUnlike(Path file) {
        return NearestName.to(scope.stage(), List.of(levelOf(file).getName(0).toString()))
                .isEmpty();
    }

    private String forOthers(Path file) {
        Path level = levelOf(file);
        return switch (level.getNameCount()) {
            case 1 -> file + " is for stage \"" + level + "\" only";
            case 2 ->
                file + " is for service \"" + level.getFileName() + "\" in stage \"" + level.getName(0) + "\" only";
            default -> file + " is not read; its directory would be " + root.resolve(level);
        };
    }

    private Path levelOf(Path file) {
        Path folder = file;
        for (int i = 0; i < name.getNameCount(); i++) {
            folder = folder.getParent();
        }
        return root.relativize(folder);
    }

    private Stream<Path> levels() {
        return Stream.of(Level.values())
                .map(level -> level.path(scope).stream().map(Path::of).reduce(root, Path::resolve));
    }
}
