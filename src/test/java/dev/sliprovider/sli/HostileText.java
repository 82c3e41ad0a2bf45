package dev.sliprovider.sli;

import java.util.Random;
import java.util.stream.Stream;

/** Texts made of all that has a meaning in a query; the same ones in every run. */
final class HostileText {

    private static final String[] ALPHABET = {
        "\"",
        "'",
        "`",
        "\\",
        "\n",
        "\r",
        "\t",
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "$",
        "#",
        ",",
        "=",
        "~",
        "!",
        " ",
        "a",
        "n",
        "x",
        "7",
        "_",
        "-",
        ".",
        "|",
        "*",
        "é",
        "$SERVICE",
        "${STAGE}",
        "$LABEL.v",
        "\\\"",
        "\\'",
        "{F}",
        "[D]",
        " or ",
    };

    private HostileText() {}

    static Stream<String> texts(int count) {
        var random = new Random(20240305);
        return Stream.generate(() -> text(random)).limit(count);
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int length = random.nextInt(9); length >= 0; length--) {
            text.append(ALPHABET[random.nextInt(ALPHABET.length)]);
        }
        return text.toString();
    }
}
