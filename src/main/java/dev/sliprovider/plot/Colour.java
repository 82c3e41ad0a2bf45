package dev.sliprovider.plot;

/** Colours that are visible on a white and on a dark page: the contrast is at least 3 to 1 with both. */
public enum Colour {
    /** First line of a plot. */
    BLUE("#2f7fd0"),
    /** Second. */
    ORANGE("#d4690c"),
    /** Third. */
    GREEN("#22935a"),
    /** Fourth. */
    PINK("#d0579b"),
    /** Fifth. */
    PURPLE("#8f6bd9"),
    /** Sixth. */
    TEAL("#128f9e"),
    /** Seventh. */
    OLIVE("#8f8420"),
    /** Eighth; that of a fault. */
    RED("#dc4040"),
    /** What is not measured: limits and bounds. */
    GREY("#7d858f");

    private final String code;

    Colour(String code) {
        this.code = code;
    }

    /** @return as SVG and CSS write it */
    public String code() {
        return code;
    }

    /**
     * @param index of a line in its plot, from 0
     * @return the first eight have different colours
     */
    public static Colour ofLine(int index) {
        return values()[index % (values().length - 1)];
    }
}
