package dev.sliprovider.slo;

import java.util.Optional;
import java.util.OptionalDouble;

/** One condition of an objective, such as {@code <=+10%} (contract §10.4). */
public sealed interface Criterion {

    /** @return as written in slo.yaml */
    String text();

    /** A condition that can be judged. */
    sealed interface Valid extends Criterion {

        /** @return how the value is compared */
        Operator operator();

        /** @return the number of the criterion */
        double number();

        /**
         * What is reported as the target of a value that was not judged (contract §10.5, "empty targets").
         *
         * @param previous the aggregate of earlier values, 0 if there are none
         */
        double unjudgedTarget(double previous);
    }

    /**
     * Compares with a fixed number.
     *
     * @param text as written
     * @param operator how
     * @param number the target
     */
    record Absolute(String text, Operator operator, double number) implements Valid {

        @Override
        public double unjudgedTarget(double previous) {
            return number;
        }
    }

    /**
     * Compares with the aggregate of earlier values.
     *
     * @param text as written
     * @param operator how
     * @param number distance from the aggregate
     * @param percent whether the distance is in percent of the aggregate
     * @param increase whether the target is above the aggregate
     */
    record Relative(String text, Operator operator, double number, boolean percent, boolean increase) implements Valid {

        /** @return the target for an aggregate; the order of the operations decides the last digit (contract §10.11, 10) */
        double target(double aggregate) {
            double distance = increase ? number : -number;
            return percent ? aggregate * (100.0 + distance) / 100.0 : aggregate + distance;
        }

        @Override
        public double unjudgedTarget(double previous) {
            return previous;
        }
    }

    /**
     * Lighthouse cannot read this condition.
     *
     * @param text as written
     * @param cause in Lighthouse's words
     */
    record Invalid(String text, String cause) implements Criterion {}

    /** Reads a criterion as Lighthouse does. */
    static Criterion parse(String text) {
        String dense = text.replace(" ", "");
        if (dense.isEmpty() || "<|=>".indexOf(dense.charAt(0)) < 0) {
            return new Invalid(text, "invalid criteria string");
        }
        Optional<Operator> operator = Operator.beginning(dense);
        String rest =
                dense.substring(operator.map(found -> found.text().length()).orElse(0));
        boolean percent = rest.endsWith("%");
        String signed = percent ? rest.substring(0, rest.length() - 1) : rest;
        boolean hasSign = signed.startsWith("-") || signed.startsWith("+");
        OptionalDouble number = GoFloat.parse(hasSign ? signed.substring(1) : signed);
        if (operator.isEmpty() || number.isEmpty()) {
            return new Invalid(text, "could not parse criteria target value");
        }
        return percent || hasSign
                ? new Relative(text, operator.get(), number.getAsDouble(), percent, !signed.startsWith("-"))
                : new Absolute(text, operator.get(), number.getAsDouble());
    }
}
