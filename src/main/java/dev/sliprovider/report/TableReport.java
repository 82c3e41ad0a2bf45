package dev.sliprovider.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table for a terminal. */
public final class TableReport {

    private static final String GAP = "  ";

    private TableReport() {}

    /** @return lines, each ended by a line feed; control characters of names and messages are left out */
    public static String of(Verdict verdict) {
        var rows = new ArrayList<List<String>>();
        rows.add(ObjectiveCells.HEADINGS);
        verdict.lines()
                .forEach(line -> rows.add(
                        ObjectiveCells.of(line).stream().map(Escapes::plain).toList()));
        var text = new StringBuilder();
        if (rows.size() > 1) {
            rows.forEach(row -> text.append(aligned(row, widths(rows))).append('\n'));
            text.append(Escapes.plain(verdict.scoreLine())).append('\n');
        }
        String reasons = verdict.reasons().stream().map(Escapes::plain).collect(Collectors.joining("\n      "));
        return text.append(verdict.word())
                .append(reasons.isEmpty() ? "" : GAP + reasons)
                .append('\n')
                .toString();
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[ObjectiveCells.HEADINGS.size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return widths;
    }

    private static String aligned(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i))
                    .append(" ".repeat(widths[i] - row.get(i).length()))
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
