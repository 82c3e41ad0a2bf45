package dev.sliprovider.faults;

import java.util.List;
import java.util.stream.IntStream;

/** How much of the matrix is run: all of it by {@code ./dev faults}, elsewhere a third of what takes long. */
public final class Extent {

    private static final boolean ALL = "all".equals(System.getProperty("faults"));
    private static final int EVERY = 3;

    private Extent() {}

    /** @return those that are run */
    public static <T> List<T> of(List<T> rows) {
        return of(rows, EVERY);
    }

    /** @param every so many of which the first is run elsewhere */
    static <T> List<T> of(List<T> rows, int every) {
        return IntStream.range(0, rows.size())
                .filter(number -> ALL || number % every == 0)
                .mapToObj(rows::get)
                .toList();
    }
}
