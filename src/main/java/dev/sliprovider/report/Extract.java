package dev.sliprovider.report;

import java.util.function.Function;

/**
 * How much of a history is shown.
 *
 * @param earlier so many evaluations before the present one, at most
 * @param rows so many indicators in the heatmap; more are folded away
 * @param plots so many indicators with a trend
 * @param links from the id of an evaluation to the address of its page; empty for none
 */
public record Extract(int earlier, int rows, int plots, Function<String, String> links) {

    /** That of a file: as many evaluations as fit beside each other on a page of paper, and nothing to follow. */
    public static final Extract FILE = new Extract(20, Heatmap.ROWS, Trends.MOST, id -> "");
}
