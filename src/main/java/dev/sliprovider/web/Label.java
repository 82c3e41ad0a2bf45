package dev.sliprovider.web;

import java.util.Optional;

/**
 * A label that evaluations must have to be shown.
 *
 * @param name of it
 * @param value that it must have
 */
record Label(String name, String value) {

    /** @return nothing if the text is not of the form NAME=VALUE */
    static Optional<Label> parse(String text) {
        int sign = text.indexOf('=');
        return sign < 1
                ? Optional.empty()
                : Optional.of(new Label(
                        text.substring(0, sign).strip(),
                        text.substring(sign + 1).strip()));
    }

    String text() {
        return name + "=" + value;
    }
}
