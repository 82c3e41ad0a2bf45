package dev.sliprovider.cli;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;

/**
 * The value of {@code --prometheus}: the base URL of a Prometheus, or of interchangeable ones, separated by commas. The
 * address of a page or of the API, as people copy it from a browser, is understood as the server that has it.
 *
 * @param text without page and API
 */
record PrometheusUrl(String text) {

    private static final Pattern SCHEME = Pattern.compile("(?i)https?://.*");
    private static final Pattern PAGE_OR_API =
            Pattern.compile("(?<=[^/:])/+(?:graph|query|targets|alerts|api/v1(?:/[a-z_/]*)?)/*(?:\\?[^@]*)?$");

    /** @throws TypeConversionException if it cannot be an address; a text with an @ is not repeated, it may be a password */
    static PrometheusUrl parse(String option) {
        return new PrometheusUrl(Arrays.stream(option.strip().split("\\s*,\\s*"))
                .map(PrometheusUrl::base)
                .collect(Collectors.joining(",")));
    }

    private static String base(String url) {
        if (!SCHEME.matcher(url).matches()) {
            boolean isShown = url.matches("[\\w.:/\\[\\]-]+") && !url.contains("//");
            throw new TypeConversionException(
                    "it must begin with http:// or https://, as in http://" + (isShown ? url : "localhost:9090"));
        }
        return PAGE_OR_API.matcher(url).replaceFirst("");
    }

    @Override
    public String toString() {
        return text;
    }
}
