package dev.sliprovider.slo;

/**
 * The scores that are wanted, as written: in percent, with or without {@code %} (contract §10.6).
 *
 * @param pass empty if it is missing
 * @param warning empty if there is none
 * @param places where the block and its members stand
 */
public record TotalScore(String pass, String warning, Places places) {

    /** Without a block. */
    public static final TotalScore NONE = new TotalScore("", "", Places.NONE);
}
