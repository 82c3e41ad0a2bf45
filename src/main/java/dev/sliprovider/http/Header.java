package dev.sliprovider.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A header of a request, such as {@code X-Scope-OrgID}.
 *
 * @param name a token (RFC 9110, 5.6.2)
 * @param value often a credential
 */
public record Header(String name, Secret value) {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
    /** The exchange sets these headers itself, so users cannot. */
    private static final Set<String> RESERVED = Set.of(
            "host",
            "connection",
            "content-length",
            "content-type",
            "transfer-encoding",
            "te",
            "upgrade",
            "accept-encoding",
            "expect",
            "proxy-authorization");

    /**
     * @param text {@code Name: value}, one header per line
     * @throws IllegalArgumentException naming the line at fault, without its value
     */
    public static List<Header> read(String text) {
        var headers = new ArrayList<Header>();
        String[] lines = text.split("\\R");
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                headers.add(header(lines[i], i + 1));
            }
        }
        headers.stream()
                .filter(header -> headers.stream()
                                .filter(other -> other.name().equalsIgnoreCase(header.name()))
                                .count()
                        > 1)
                .findFirst()
                .ifPresent(header -> {
                    throw new IllegalArgumentException(header.name() + " is given twice");
                });
        return List.copyOf(headers);
    }

    private static Header header(String line, int number) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substring(0, colon).strip();
        String value = line.substring(colon + 1).strip();
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("line " + number + " is not a header; expected \"Name: value\"");
        }
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("the value of " + name + " has characters that a header cannot contain");
        }
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(name + " cannot be set; it belongs to the request itself");
        }
        return new Header(name, new Secret(value));
    }
}
