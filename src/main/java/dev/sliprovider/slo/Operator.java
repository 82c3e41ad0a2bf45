package dev.sliprovider.slo;

import java.util.Arrays;
import java.util.Optional;

/** How a value is compared with a target (contract §10.4), in the order in which a criterion is searched for them. */
public enum Operator {
    /** At most. */
    AT_MOST("<="),
    /** Less than. */
    LESS("<"),
    /** Equal, as doubles. */
    EQUAL("="),
    /** At least. */
    AT_LEAST(">="),
    /** More than. */
    MORE(">");

    private final String text;

    Operator(String text) {
        this.text = text;
    }

    /** @return as written in slo.yaml */
    public String text() {
        return text;
    }

    /** @return the operator with which a criterion begins */
    static Optional<Operator> beginning(String criterion) {
        return Arrays.stream(values())
                .filter(operator -> criterion.startsWith(operator.text))
                .findFirst();
    }

    /** @return whether the value meets the target; never with NaN on either side */
    public boolean holds(double value, double target) {
        return switch (this) {
            case AT_MOST -> value <= target;
            case LESS -> value < target;
            case EQUAL -> value == target;
            case AT_LEAST -> value >= target;
            case MORE -> value > target;
        };
    }
}
