package dev.sliprovider.cli;

import dev.sliprovider.cli.FileFinding.Severity;
import dev.sliprovider.gate.SourceFile;
import dev.sliprovider.resource.SloYaml;
import dev.sliprovider.sli.Filter;
import dev.sliprovider.sli.Migration;
import dev.sliprovider.slo.SloFile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Finds filters of a slo.yaml that prometheus-service reads differently. */
final class MigrationCheck {

    private MigrationCheck() {}

    static List<FileFinding> filters(SourceFile source, SloYaml yaml) {
        var findings = new ArrayList<FileFinding>();
        if (yaml.file() instanceof SloFile.Readable readable) {
            List<String> lines = source.text().lines().toList();
            readable.config().filter().forEach((key, value) -> {
                int line = line(lines, key);
                Migration.filter(new Filter(key, value))
                        .forEach(note -> findings.add(new FileFinding(
                                "slo/migration", Severity.WARNING, source.location(), line, 1, "migration: " + note)));
            });
        }
        return findings;
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
