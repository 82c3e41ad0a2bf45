package dev.sliprovider.sli;

import java.util.List;

/**
 * One entry of {@code customFilters}, from the {@code filter} map of slo.yaml. The value may begin with a PromQL
 * matching operator and may be quoted (contract §7.3, §7.4).
 *
 * @param key label name, or name of a placeholder
 * @param value as written in the event
 */
public record Filter(String key, String value) {

    private static final List<String> OPERATORS = List.of("=~", "!~", "!=", "=");

    /** @return the operator that the value begins with, or an empty text */
    String operator() {
        return OPERATORS.stream().filter(value::startsWith).findFirst().orElse("");
    }

    /** @return the value after its operator, as written */
    String operand() {
        return value.substring(operator().length()).strip();
    }

    /** @return the value with its operator, but without the quotes around it: the form for a query of sli.yaml */
    String unquoted() {
        return isQuoted(operand())
                ? operator() + operand().substring(1, operand().length() - 1)
                : value;
    }

    /** @return whether a quote opens at the beginning and closes only at the end */
    static boolean isQuoted(String text) {
        if (text.length() < 2 || "'\"".indexOf(text.charAt(0)) < 0) {
            return false;
        }
        int i = 1;
        while (i < text.length() && text.charAt(i) != text.charAt(0)) {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i == text.length() - 1;
    }
}
