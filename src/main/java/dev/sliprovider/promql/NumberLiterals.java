package dev.sliprovider.promql;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Numbers as Prometheus reads them: decimal, hexadecimal, with an exponent, with underscores between digits, octal after a
 * zero, {@code inf} and {@code nan}.
 */
final class NumberLiterals {

    private static final String DECIMAL = "0123456789";
    private static final String HEXADECIMAL = "0123456789abcdefABCDEF";
    private static final Pattern FLOAT = Pattern.compile("(?=\\.?[0-9])[0-9_]*+(?:\\.[0-9_]*+)?(?:[eE][+-]?[0-9_]++)?");
    private static final Pattern OCTAL = Pattern.compile("0[0-7_]+");
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    private final String text;
    private int at;

    private NumberLiterals(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /** @return the offset after the number that begins at {@code start}, or -1 if that is none */
    static int end(String text, int start) {
        var scanner = new NumberLiterals(text, start);
        return scanner.scan() ? scanner.at : -1;
    }

    /** Prometheus takes the longest text that may be a number, and only then asks whether it is one. */
    private boolean scan() {
        boolean hexadecimal = accept("0") && accept("xX");
        String digits = hexadecimal ? HEXADECIMAL : DECIMAL;
        if (hexadecimal) {
            accept("_");
        }
        boolean dot = false;
        boolean exponent = false;
        accept(".");
        accept(digits);
        while (isNext(digits + "._eE")) {
            if (accept(".")) {
                if (dot || hexadecimal || isNext("_.")) {
                    return false;
                }
                dot = true;
            } else if (accept("eE")) {
                if (exponent) {
                    return false;
                }
                exponent = true;
                accept("+-");
                if (isNext("._eE") || at == text.length()) {
                    return false;
                }
            } else if (accept("_")) {
                if (isNext("._eE") || at == text.length()) {
                    return false;
                }
            } else {
                acceptRun(digits);
            }
        }
        return at == text.length() || !Characters.isWord(text.charAt(at));
    }

    /** In a hexadecimal number, an e that follows another digit than the first one is a digit. */
    private void acceptRun(String wanted) {
        while (isNext(wanted)) {
            at++;
        }
    }

    private boolean isNext(String wanted) {
        return at < text.length() && wanted.indexOf(text.charAt(at)) >= 0;
    }

    private boolean accept(String wanted) {
        boolean next = isNext(wanted);
        at += next ? 1 : 0;
        return next;
    }

    /** @throws PromqlException if the text is no number, or too large for one */
    static double value(Token token) {
        String lower = token.word();
        if (lower.equals("inf")) {
            return Double.POSITIVE_INFINITY;
        }
        if (lower.equals("nan")) {
            return Double.NaN;
        }
        String plain = lower.replace("_", "");
        if (plain.length() < lower.length() && !separatesDigits(lower)) {
            throw invalid(token, "is no number: an underscore stands between digits");
        }
        return lower.startsWith("0x") ? hexadecimal(token, plain.substring(2)) : decimal(token, lower, plain);
    }

    /** Each underscore stands between two digits, or after 0x. */
    private static boolean separatesDigits(String lower) {
        boolean hexadecimal = lower.startsWith("0x");
        String digits = hexadecimal ? HEXADECIMAL : DECIMAL;
        for (int i = lower.indexOf('_'); i >= 0; i = lower.indexOf('_', i + 1)) {
            boolean before = digits.indexOf(lower.charAt(i - 1)) >= 0 || hexadecimal && i == 2;
            if (!before || i + 1 == lower.length() || digits.indexOf(lower.charAt(i + 1)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static double hexadecimal(Token token, String digits) {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> Characters.hex(c) >= 0)) {
            throw invalid(token, "is no hexadecimal number");
        }
        BigInteger value = new BigInteger(digits, 16);
        if (value.compareTo(LARGEST) > 0) {
            throw invalid(token, "is too large for a hexadecimal number");
        }
        return value.doubleValue();
    }

    private static double decimal(Token token, String lower, String plain) {
        if (!FLOAT.matcher(lower).matches()) {
            throw invalid(token, "is no number");
        }
        if (OCTAL.matcher(lower).matches()) {
            BigInteger octal = new BigInteger(plain, 8);
            if (octal.compareTo(LARGEST) <= 0) {
                return octal.doubleValue();
            }
        }
        double value = Double.parseDouble(plain);
        if (Double.isInfinite(value)) {
            throw invalid(token, "is too large for a number");
        }
        return value;
    }

    private static PromqlException invalid(Token token, String why) {
        return PromqlException.syntax(
                token.span(), Quoting.shortened(token.text().toLowerCase(Locale.ROOT)) + " " + why);
    }
}
