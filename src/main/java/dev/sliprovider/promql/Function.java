package dev.sliprovider.promql;

import java.util.List;

/**
 * A function of PromQL.
 *
 * @param name as it is called, in this case only
 * @param parameters the types of its arguments; the last one counts for all further arguments, too
 * @param required how many arguments there must be
 * @param most how many arguments there can be
 * @param result what it gives
 * @param isExperimental whether Prometheus refuses it unless experimental functions are switched on
 */
public record Function(
        String name, List<ValueType> parameters, int required, int most, ValueType result, boolean isExperimental) {

    /** Copies the list. */
    public Function {
        parameters = List.copyOf(parameters);
    }

    /** @return the type of an argument, counted from 0 */
    ValueType parameter(int index) {
        return parameters.get(Math.min(index, parameters.size() - 1));
    }

    /** @return how many arguments it takes, in words */
    String arity() {
        String arguments = most == 1 ? " argument" : " arguments";
        if (most == Integer.MAX_VALUE) {
            return "at least " + required + " arguments";
        }
        return (required == most ? String.valueOf(most) : required + " to " + most) + arguments;
    }

    /** @return whether it says how a counter has grown in a range, and is meaningless for anything else */
    boolean needsCounter() {
        return name.equals("rate") || name.equals("irate") || name.equals("increase");
    }
}
