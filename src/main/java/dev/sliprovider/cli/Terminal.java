package dev.sliprovider.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The terminal to which results go. */
final class Terminal {

    /** The width where there is no terminal: nothing is cut or wrapped, because programs and files read whole lines. */
    static final int NONE = Integer.MAX_VALUE;

    private static final int DEFAULT = 120;
    private static final int LEAST = 40;
    private static final int MOST_DIGITS = 4;
    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d{1,4})\\s*");

    private Terminal() {}

    /** @return columns: of the environment variable {@code COLUMNS}, else as the terminal says, else 120 */
    static int width() {
        if (System.console() == null) {
            return NONE;
        }
        return Math.max(LEAST, ofText(System.getenv("COLUMNS")).orElseGet(() -> ofTerminal()
                .orElse(DEFAULT)));
    }

    private static OptionalInt ofText(String columns) {
        return columns != null && columns.matches("[1-9]\\d{0," + (MOST_DIGITS - 1) + "}")
                ? OptionalInt.of(Integer.parseInt(columns))
                : OptionalInt.empty();
    }

    /** Java does not know the size of a terminal. */
    private static OptionalInt ofTerminal() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Redirect.INHERIT)
                    .redirectError(Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return OptionalInt.empty();
            }
            Matcher size = SIZE.matcher(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            return size.matches() ? ofText(size.group(1)) : OptionalInt.empty();
        } catch (IOException e) {
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }
}
