package dev.sliprovider.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads addresses of servers, and writes them: for people, and names into them. */
public final class HttpAddress {

    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://");
    private static final Pattern AFTER_AUTHORITY = Pattern.compile("[/?#].*");

    private HttpAddress() {}

    /**
     * Reads any address of {@code http} or {@code https}.
     *
     * @throws IllegalArgumentException if it is none; the message is the rest of a sentence about the address, such as
     *     "has no valid host", and repeats nothing of it, because it may have credentials
     */
    public static URI parse(String text) {
        URI address;
        try {
            address = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "is not a URL: " + e.getReason() + " at character " + (e.getIndex() + 1));
        }
        if (!isTls(address) && !"http".equalsIgnoreCase(address.getScheme())) {
            throw new IllegalArgumentException("must begin with http:// or https://");
        }
        HostPort.of(address);
        return address;
    }

    /**
     * @param setting its name; the message names it and does not repeat its value, which may have credentials
     * @throws IllegalArgumentException if it is no {@code http} or {@code https} address
     */
    public static URI read(String setting, String url) {
        try {
            return parse(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    setting + " cannot be used; expected an address such as https://host/path");
        }
    }

    /**
     * Refuses an address with an @ after its host: what stands before it is a password that was cut at the wrong place,
     * and must not be shown as a host or a path.
     *
     * @throws IllegalArgumentException saying so as a whole sentence
     */
    public static void refuseAtAfterHost(String text) {
        String rest = SCHEME.matcher(text.strip()).replaceFirst("");
        int end = AFTER_AUTHORITY.matcher(rest).replaceAll("").length();
        if (rest.indexOf('@', end) >= 0) {
            throw new IllegalArgumentException(
                    "there is an @ after the host; in credentials / ? # and @ must be percent-encoded");
        }
    }

    /** @return user and password as they are written in the address, if it has any */
    public static Optional<String> userInfo(URI address) {
        String authority = address.getRawAuthority() == null ? "" : address.getRawAuthority();
        int at = authority.lastIndexOf('@');
        return at < 0 ? Optional.empty() : Optional.of(authority.substring(0, at));
    }

    /** @return whether requests to this address go over TLS */
    public static boolean isTls(URI address) {
        return "https".equalsIgnoreCase(address.getScheme());
    }

    /** @return a name as one segment of a path, encoded: a slash in it, too, and a space not as plus */
    public static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** @return the address for people: without credentials, and without a query, which may have some */
    public static String describe(URI address) {
        return address.getScheme() + "://" + HostPort.authority(address) + address.getRawPath();
    }

    /** @return what the request line asks for: path and query, at least a slash */
    static String pathAndQuery(URI address) {
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        return address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
    }
}
