package dev.sliprovider.resource;

import dev.sliprovider.slo.GoFloat;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a single value means to yaml.v3, the library by which Lighthouse reads slo.yaml (contract §10.11, 1, 6 to 8).
 */
sealed interface GoScalar {

    /** No value: the member keeps its default. */
    record Null() implements GoScalar {}

    /** true or false. */
    record Bool(boolean value) implements GoScalar {}

    /** A whole number of any size that fits into 64 bits, signed or not. */
    record Whole(BigInteger value) implements GoScalar {}

    /** A number. */
    record Fraction(double value) implements GoScalar {}

    /** A text, decoded if it was binary. */
    record Text(String value, boolean isBinary) implements GoScalar {}

    /** The value contradicts its tag. */
    final class MismatchException extends Exception {
        MismatchException(String message) {
            super(message);
        }
    }

    /** The prefix of tags of YAML itself. */
    String CORE = "tag:yaml.org,2002:";

    /** Tags whose values are read by their text; values with any other tag are texts. */
    Set<String> RESOLVED = Set.of("", "!!str", "!!bool", "!!int", "!!float", "!!null", "!!timestamp");

    /** Texts that are no value. */
    Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    /** Texts of {@code true}. */
    Set<String> TRUE = Set.of("true", "True", "TRUE");

    /** Texts of {@code false}. */
    Set<String> FALSE = Set.of("false", "False", "FALSE");

    /** Not a number. */
    Set<String> NAN = Set.of(".nan", ".NaN", ".NAN");

    /** Infinite, with or without a sign. */
    Pattern INFINITE = Pattern.compile("[+-]?\\.(?:inf|Inf|INF)");

    /** Decimal numbers with a point or an exponent. */
    Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    /** @return the tag as people write it: {@code !!str} */
    static String shortTag(String tag) {
        return tag.startsWith(CORE) ? "!!" + tag.substring(CORE.length()) : tag;
    }

    /** @return what the value means */
    static GoScalar of(YamlNode.Scalar scalar) throws MismatchException {
        String tag = scalar.tag().equals("!") ? "" : shortTag(scalar.tag());
        String text = scalar.value();
        if (tag.equals("!!str") || tag.isEmpty() && !scalar.isPlain()) {
            return new Text(text, false);
        }
        if (tag.equals("!!binary")) {
            return binary(text);
        }
        if (!RESOLVED.contains(tag)) {
            return new Text(text, false);
        }
        if (tag.equals("!!timestamp") && GoTimestamp.isOne(text)) {
            return new Text(text, false);
        }
        GoScalar plain = plain(text);
        return tag.isEmpty() ? plain : matching(tag, plain, text);
    }

    private static GoScalar matching(String tag, GoScalar value, String text) throws MismatchException {
        String found =
                switch (value) {
                    case Null none -> "!!null";
                    case Bool bool -> "!!bool";
                    case Whole whole -> "!!int";
                    case Fraction fraction -> "!!float";
                    case Text word -> "!!str";
                };
        if (found.equals(tag)) {
            return value;
        }
        if (tag.equals("!!float")
                && value instanceof Whole whole
                && whole.value().bitLength() <= 63) {
            return new Fraction(whole.value().doubleValue());
        }
        throw new MismatchException("\"" + text + "\" cannot be read as " + tag);
    }

    /** Line breaks in it are skipped. */
    private static GoScalar binary(String text) throws MismatchException {
        try {
            String dense = text.replaceAll("[\r\n]", "");
            if (dense.length() % 4 != 0) {
                throw new MismatchException("the value of !!binary is not base64: its padding is missing");
            }
            byte[] bytes = Base64.getDecoder().decode(dense);
            return new Text(new String(bytes, StandardCharsets.UTF_8), true);
        } catch (IllegalArgumentException e) {
            throw new MismatchException("the value of !!binary is not base64");
        }
    }

    private static GoScalar plain(String text) {
        if (NULLS.contains(text)) {
            return new Null();
        }
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return new Bool(TRUE.contains(text));
        }
        if (NAN.contains(text)) {
            return new Fraction(Double.NaN);
        }
        if (INFINITE.matcher(text).matches()) {
            return new Fraction(text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        char first = text.charAt(0);
        if (first == '.') {
            return GoFloat.parse(text).stream()
                    .<GoScalar>mapToObj(Fraction::new)
                    .findFirst()
                    .orElse(new Text(text, false));
        }
        if (first != '+' && first != '-' && (first < '0' || first > '9')) {
            return new Text(text, false);
        }
        return number(text);
    }

    private static GoScalar number(String text) {
        String plain = text.replace("_", "");
        Optional<BigInteger> whole = GoInteger.parse(plain);
        if (whole.isPresent()) {
            return new Whole(whole.get());
        }
        if (FLOAT.matcher(plain).matches()) {
            return GoFloat.parse(plain).stream()
                    .<GoScalar>mapToObj(Fraction::new)
                    .findFirst()
                    .orElse(new Text(text, false));
        }
        return new Text(text, false);
    }
}
