package dev.sliprovider.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the sli.yaml files that belong to a slo.yaml: those named on the command line, and those in Keptn's layout, in the
 * folder {@code prometheus} beside it and up to two levels above. A slo.yaml of a wide level may have objectives whose
 * indicators only narrower levels define.
 *
 * @param files all that are checked
 * @param named those of them that the command line names
 */
record RelatedSliFiles(Map<Path, CheckedFile> files, Set<Path> named) {

    private static final int LEVELS = 3;

    /** @return names of the indicators that are defined for a slo.yaml; empty if no file with indicators belongs to it */
    Optional<Set<String>> indicators(Path slo) {
        Set<Path> own = new HashSet<>();
        Path beside = slo.toAbsolutePath().normalize().getParent();
        Path folder = beside;
        for (int level = 0; level < LEVELS && folder != null; level++) {
            own.add(folder.resolve("prometheus/sli.yaml"));
            folder = folder.getParent();
        }
        boolean isNamed = named.contains(slo);
        List<CheckedFile> neighbours = files.entrySet().stream()
                .filter(file -> isNamed && named.contains(file.getKey())
                        || own.contains(file.getKey().toAbsolutePath().normalize())
                        || !isNamed
                                && file.getKey().toAbsolutePath().normalize().startsWith(beside))
                .map(Map.Entry::getValue)
                .filter(file -> !file.isSlo())
                .toList();
        return neighbours.isEmpty()
                ? Optional.empty()
                : Optional.of(neighbours.stream()
                        .flatMap(file -> file.indicators().stream())
                        .collect(Collectors.toSet()));
    }
}
