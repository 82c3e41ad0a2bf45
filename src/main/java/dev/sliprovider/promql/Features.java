package dev.sliprovider.promql;

/**
 * What a server can be started with beyond the language that is on by default.
 *
 * @param experimentalFunctions {@code --enable-feature=promql-experimental-functions}
 * @param durationExpressions {@code --enable-feature=promql-duration-expr}
 */
public record Features(boolean experimentalFunctions, boolean durationExpressions) {

    /** What a server reads if nothing is switched on. */
    public static final Features DEFAULT = new Features(false, false);

    /** Everything. */
    public static final Features ALL = new Features(true, true);
}
