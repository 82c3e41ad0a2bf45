package dev.sliprovider.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows under names; numbers stand to the right. */
public final class Table {

    private static final String NUMBER = "-?[\\d.]+%?|–";

    private final String title;
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param columns names that stand in the first line */
    public Table(String title, String... columns) {
        this.title = title;
        this.columns = List.of(columns);
    }

    /** @param cells one for each column; of a number that is none nothing is shown */
    public void row(Object... cells) {
        rows.add(
                IntStream.range(0, columns.size()).mapToObj(i -> text(cells[i])).toList());
    }

    /** @return title, names and rows, a line each */
    public String aligned() {
        return title + "\n" + line(columns) + rows.stream().map(this::line).collect(Collectors.joining());
    }

    /** @return every line begins with the title, so that tables can be told apart */
    String csv() {
        return IntStream.rangeClosed(0, rows.size())
                .mapToObj(i -> i == 0 ? columns : rows.get(i - 1))
                .map(cells ->
                        quoted(title) + "," + cells.stream().map(Table::quoted).collect(Collectors.joining(",")) + "\n")
                .collect(Collectors.joining());
    }

    private String line(List<String> cells) {
        return IntStream.range(0, columns.size())
                        .mapToObj(i -> padded(i, cells.get(i)))
                        .collect(Collectors.joining("  ", "  ", ""))
                        .stripTrailing()
                + "\n";
    }

    private String padded(int column, String cell) {
        int width = Math.max(
                columns.get(column).length(),
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
        boolean isNumber =
                !rows.isEmpty() && rows.stream().allMatch(row -> row.get(column).matches(NUMBER));
        return ("%" + (isNumber ? "" : "-") + width + "s").formatted(cell);
    }

    private static String text(Object cell) {
        if (cell instanceof Double number) {
            return Double.isFinite(number) ? String.format(Locale.ROOT, "%.1f", number) : "–";
        }
        return cell.toString();
    }

    private static String quoted(String cell) {
        return cell.matches("[^,\"]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
