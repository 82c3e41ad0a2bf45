package dev.sliprovider.resource;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads whole numbers as yaml.v3 does: decimal, {@code 0x}, {@code 0b}, {@code 0o}, and octal with a leading 0. */
final class GoInteger {

    private static final Pattern NUMBER =
            Pattern.compile("([+-]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]([0-7]+)|0([0-7]+)|(0|[1-9][0-9]*))");
    /** A sign after the prefix is valid, too: {@code 0b-1}. */
    private static final Pattern SIGN_WITHIN = Pattern.compile("(0[bo])([+-])(.*)");

    private static final int[] RADIX = {0, 0, 16, 2, 8, 8, 10};
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger ABOVE_SIGNED = BigInteger.ONE.shiftLeft(63);
    private static final BigInteger ABOVE = BigInteger.ONE.shiftLeft(64);
    /** 64 binary digits and leading zeros; longer texts are no sensible number. */
    private static final int LONGEST = 1_000;

    private GoInteger() {}

    /**
     * @param text without underscores
     * @return a number of at most 64 bits; unsigned ones have no sign in the text
     */
    static Optional<BigInteger> parse(String text) {
        Matcher number = NUMBER.matcher(SIGN_WITHIN.matcher(text).replaceFirst("$2$1$3"));
        if (text.length() > LONGEST || !number.matches()) {
            return Optional.empty();
        }
        for (int group = 2; group < RADIX.length; group++) {
            if (number.group(group) != null) {
                return inRange(number.group(1), new BigInteger(number.group(group), RADIX[group]));
            }
        }
        return Optional.empty();
    }

    private static Optional<BigInteger> inRange(String sign, BigInteger size) {
        BigInteger value = sign.equals("-") ? size.negate() : size;
        boolean isSigned = value.compareTo(LEAST) >= 0 && value.compareTo(ABOVE_SIGNED) < 0;
        return isSigned || sign.isEmpty() && value.compareTo(ABOVE) < 0 ? Optional.of(value) : Optional.empty();
    }
}
