package dev.sliprovider.report;

import dev.sliprovider.plot.Colour;
import dev.sliprovider.plot.Mark;
import dev.sliprovider.slo.Evaluation;
import dev.sliprovider.slo.ObjectiveResult;
import dev.sliprovider.slo.SliValue;
import java.util.Locale;

/** How a result is shown: by a word, a shape and a colour, of which each is enough. */
public enum Sign {
    PASS("pass", Mark.Shape.DISC, Colour.GREEN),
    WARNING("warning", Mark.Shape.TRIANGLE, Colour.ORANGE),
    FAIL("fail", Mark.Shape.CROSS, Colour.RED),
    /** A failure without a value. */
    MISSING("no value", Mark.Shape.CROSS, Colour.RED),
    /** The evaluation could not be made. */
    ERROR("could not be evaluated", Mark.Shape.CROSS, Colour.GREY),
    INFO("info", Mark.Shape.DIAMOND, Colour.GREY),
    /** The evaluation did not judge this indicator. */
    NONE("not evaluated", Mark.Shape.DIAMOND, Colour.GREY);

    private final String word;
    private final Mark.Shape shape;
    private final Colour colour;

    Sign(String word, Mark.Shape shape, Colour colour) {
        this.word = word;
        this.shape = shape;
        this.colour = colour;
    }

    static Sign of(ObjectiveResult result) {
        return switch (result.status()) {
            case PASS -> PASS;
            case WARNING -> WARNING;
            case FAIL -> hasValue(result) ? FAIL : MISSING;
            case INFO -> hasValue(result) ? INFO : NONE;
        };
    }

    /** @return the sign of a whole evaluation */
    public static Sign of(Evaluation evaluation) {
        if (evaluation.status() == Evaluation.Status.ERRORED) {
            return ERROR;
        }
        return switch (evaluation.result()) {
            case PASS -> PASS;
            case WARNING -> WARNING;
            case FAIL -> FAIL;
        };
    }

    static boolean hasValue(ObjectiveResult result) {
        return result.value().filter(SliValue::success).isPresent();
    }

    /** @return for people */
    public String word() {
        return word;
    }

    /** @return the name of its class in the style sheet and of its symbol in the template */
    public String key() {
        return name().substring(0, 1).toLowerCase(Locale.ROOT);
    }

    /** @return the worst first */
    int severity() {
        return switch (this) {
            case FAIL, MISSING, ERROR -> 0;
            case WARNING -> 1;
            case PASS, INFO, NONE -> 2;
        };
    }

    Mark mark(String title) {
        return new Mark(shape, colour, title);
    }
}
