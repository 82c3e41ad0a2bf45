package dev.sliprovider.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Texts in aligned columns. */
final class PlainTable {

    private static final String GAP = "  ";

    private PlainTable() {}

    /** @return lines with headings; nothing in a cell is executed by a terminal */
    static String of(List<String> headings, List<List<String>> rows) {
        var all = new ArrayList<List<String>>();
        all.add(headings);
        rows.forEach(row -> all.add(row.stream().map(TerminalText::printable).toList()));
        int[] widths = new int[headings.size()];
        all.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], TerminalText.width(row.get(i)));
            }
        });
        return all.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(TerminalText.pad(row.get(i), widths[i])).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
