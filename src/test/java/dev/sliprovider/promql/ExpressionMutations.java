package dev.sliprovider.promql;

import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Changes expressions a little, so that some of them stay well formed and many nearly are. */
final class ExpressionMutations {

    private static final Pattern PARTS = Pattern.compile("[A-Za-z0-9_:.]+|\"[^\"]*\"|\\s+|.");
    private static final List<String> WORDS = List.of(
            "(",
            ")",
            "{",
            "}",
            "[",
            "]",
            ",",
            "+",
            "-",
            "*",
            "/",
            "%",
            "^",
            "==",
            "!=",
            "=~",
            "!~",
            "=",
            "<",
            ">=",
            "@",
            ":",
            "#",
            ".",
            "\"",
            "'",
            "`",
            "\\",
            " ",
            "\n",
            "\r",
            "by",
            "without",
            "on",
            "ignoring",
            "group_left",
            "bool",
            "offset",
            "and",
            "or",
            "unless",
            "atan2",
            "start()",
            "inf",
            "nan",
            "5m",
            "1e3",
            "0x1f",
            "5",
            "sum",
            "rate",
            "up",
            "[5m]",
            "[5m:1m]",
            "{a=\"b\"}",
            "x",
            "_",
            "\u00e9",
            "\ufffd",
            "\u2028",
            "\ud83d\ude00",
            "1_",
            "m",
            "s",
            "0");

    private final Random random;
    private final List<String> seeds;

    ExpressionMutations(Random random, List<String> seeds) {
        this.random = random;
        this.seeds = seeds;
    }

    String mutated() {
        String text = one(seeds);
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            text = changed(text);
        }
        return text;
    }

    private String changed(String text) {
        List<MatchResult> parts = PARTS.matcher(text).results().toList();
        if (parts.isEmpty()) {
            return one(WORDS);
        }
        MatchResult part = parts.get(random.nextInt(parts.size()));
        MatchResult other = parts.get(random.nextInt(parts.size()));
        int at = random.nextInt(text.length() + 1);
        return switch (random.nextInt(8)) {
            case 0 -> replaced(text, part, "");
            case 1 -> replaced(text, part, one(WORDS));
            case 2 -> replaced(text, part, part.group() + part.group());
            case 3 -> replaced(text, part, other.group());
            case 4 -> text.substring(0, at) + one(WORDS) + text.substring(at);
            case 5 -> text.substring(0, Math.max(0, at - 1)) + text.substring(at);
            case 6 -> text + " " + one(WORDS) + " " + one(seeds);
            default -> replaced(text, part, one(seeds));
        };
    }

    private static String replaced(String text, MatchResult part, String by) {
        return text.substring(0, part.start()) + by + text.substring(part.end());
    }

    private String one(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
