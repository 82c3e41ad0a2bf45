package dev.sliprovider.slo;

import java.util.OptionalDouble;

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

    /** @return the number of a wanted score, of which one percent sign is removed */
    public static OptionalDouble percent(String text) {
        return GoFloat.parse(text.endsWith("%") ? text.substring(0, text.length() - 1) : text);
    }
}
