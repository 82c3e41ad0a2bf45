package dev.sliprovider.cli;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Translates the problems of SmallRye Config into sentences for users. */
final class SettingsProblem {

    private static final Pattern UNREADABLE = Pattern.compile(
            "The config property (\\S+) with the config value \"(.*)\" threw an Exception whilst being converted (.*)",
            Pattern.DOTALL);
    private static final Pattern EMPTY = Pattern.compile("The config property (\\S+) is defined as the empty String.*");
    private static final Pattern MISSING = Pattern.compile("The config property (\\S+) is required but .*");
    private static final Pattern CODE = Pattern.compile("^.*?SRCFG\\d+: ");
    private static final Pattern ALLOWED = Pattern.compile("allowed values: (\\S+)");
    /** A value of such a setting is not shown. */
    private static final Pattern SECRET = Pattern.compile("password|token|secret|credential|login|user|key");

    /** The error text of a converter, and the expected format. */
    private record Expectation(Pattern said, String expected) {
        Expectation(String said, String expected) {
            this(Pattern.compile(said), expected);
        }
    }

    private static final List<Expectation> EXPECTATIONS = List.of(
            new Expectation("(?i)invalid duration|duration", "a time such as 500ms, 30s or 5m"),
            new Expectation("\\[0-9]\\+\\[BbKk", "a size such as 512K or 10M"),
            new Expectation("Expected an? (integer|long|short) value", "a whole number"),
            new Expectation("Expected a (double|float) value", "a number"));

    private SettingsProblem() {}

    /**
     * @param problem text of SmallRye Config
     * @return a sentence that names the setting, how it is set in the environment, and what is expected
     */
    static String sentence(String problem) {
        String said = CODE.matcher(problem).replaceFirst("");
        Matcher unreadable = UNREADABLE.matcher(problem);
        if (unreadable.find()) {
            String name = unreadable.group(1);
            return named(name) + " is " + shown(name, unreadable.group(2)) + "; expected "
                    + expected(unreadable.group(3));
        }
        Matcher empty = EMPTY.matcher(said);
        if (empty.find()) {
            return named(empty.group(1)) + " is empty; give it a value or remove it";
        }
        Matcher missing = MISSING.matcher(said);
        return missing.find() ? named(missing.group(1)) + " is not set; give it a value" : said;
    }

    private static String named(String name) {
        return name + " (" + name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT) + ")";
    }

    private static String shown(String name, String value) {
        return SECRET.matcher(name.toLowerCase(Locale.ROOT)).find()
                ? "not usable"
                : "\"" + TerminalText.printable(value) + "\"";
    }

    private static String expected(String said) {
        Matcher allowed = ALLOWED.matcher(said);
        if (allowed.find()) {
            return "one of " + allowed.group(1).replace(",", ", ");
        }
        return EXPECTATIONS.stream()
                .filter(each -> each.said().matcher(said).find())
                .map(Expectation::expected)
                .findFirst()
                .orElseGet(() -> "another form: " + CODE.matcher(said).replaceFirst(""));
    }
}
