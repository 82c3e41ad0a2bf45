package dev.sliprovider.cli;

import dev.sliprovider.resource.SliProblem;
import dev.sliprovider.resource.SliProblem.Severity;
import dev.sliprovider.resource.SloYaml;
import dev.sliprovider.sli.Filter;
import dev.sliprovider.sli.Migration;
import dev.sliprovider.slo.SloFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Finds filters of a slo.yaml that prometheus-service reads differently. */
final class MigrationCheck {

    private MigrationCheck() {}

    static List<SliProblem> slo(Path file, String text) {
        SloYaml yaml = SloYaml.parse(file.toString(), text);
        var problems = new ArrayList<>(yaml.problems());
        if (yaml.file() instanceof SloFile.Readable readable) {
            List<String> lines = text.lines().toList();
            readable.config().filter().forEach((key, value) -> {
                int line = line(lines, key);
                Migration.filter(new Filter(key, value))
                        .forEach(note -> problems.add(
                                new SliProblem(Severity.WARNING, file.toString(), line, 1, "migration: " + note)));
            });
        }
        return problems;
    }

    /** @return the line of a filter, from 1; that of the map if the key is written in an unusual way */
    private static int line(List<String> lines, String key) {
        int map = Math.max(0, first(lines, 0, "filter"));
        int found = first(lines, map + 1, key);
        return (found < 0 ? map : found) + 1;
    }

    private static int first(List<String> lines, int from, String key) {
        return IntStream.range(from, lines.size())
                .filter(i -> lines.get(i).strip().replaceAll("['\"]", "").startsWith(key + ":"))
                .findFirst()
                .orElse(-1);
    }
}
