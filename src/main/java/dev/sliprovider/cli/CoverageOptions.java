package dev.sliprovider.cli;

import dev.sliprovider.gate.GateException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** How complete the samples of the window must be. */
final class CoverageOptions {

    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3})?)%?");
    private static final double ALL = 100;

    @Option(
            names = "--min-coverage",
            paramLabel = "90%",
            description = "Conclude nothing (exit code 3) if samples cover less of the window (default: only warn).")
    String least;

    @Option(
            names = "--no-coverage",
            description = "Do not look at the samples, which takes at most two more queries for each selector.")
    boolean isOff;

    /** @return the share that is required, 0 to 1 */
    double share() throws GateException {
        if (least == null) {
            return 0;
        }
        if (isOff) {
            throw GateException.wrongInput("--min-coverage and --no-coverage exclude each other");
        }
        Matcher percent = PERCENT.matcher(least);
        double share = percent.matches() ? Double.parseDouble(percent.group(1)) / ALL : -1;
        if (share < 0 || share > 1) {
            throw GateException.wrongInput(
                    "--min-coverage \"" + least + "\" is no share; give 0% to 100%, such as 90%");
        }
        if (least.endsWith("%") || share == 0 || share * ALL > 1) {
            return share;
        }
        throw GateException.wrongInput("--min-coverage " + least + " may mean a part of 1 or a percentage; write "
                + Math.round(share * ALL * ALL) + "% or " + least + "%");
    }
}
