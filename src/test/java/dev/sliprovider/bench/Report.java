package dev.sliprovider.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tables on standard output when each is complete, progress on standard error. */
final class Report {

    private static final long BEGAN = System.nanoTime();

    private final List<Table> tables = new ArrayList<>();
    private final Table bars = new Table("Bars", "subject", "bar", "measured", "reached");

    void show(Table table) {
        tables.add(table);
        System.out.println(table.aligned());
    }

    /** What was aimed at, and what came of it. */
    void bar(Subject subject, String bar, double measured, double limit) {
        bars.row(subject.name(), bar, String.format(Locale.ROOT, "%.1f", measured), measured <= limit ? "yes" : "no");
    }

    void atLeast(Subject subject, String bar, double measured, double limit) {
        bars.row(subject.name(), bar, String.format(Locale.ROOT, "%.1f", measured), measured >= limit ? "yes" : "no");
    }

    void showBars() {
        show(bars);
    }

    void writeCsv(Path file) throws IOException {
        Files.writeString(file, String.join("", tables.stream().map(Table::csv).toList()));
    }

    static void progress(String text) {
        System.err.printf(Locale.ROOT, "[%5.1f s] %s%n", (System.nanoTime() - BEGAN) / 1e9, text);
    }
}
