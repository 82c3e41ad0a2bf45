package dev.sliprovider.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads and formats addresses of servers. */
public final class HttpAddress {

    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://");
    private static final Pattern AFTER_AUTHORITY = Pattern.compile("[/?#].*");

    private static final Pattern UNCHECKABLE = Pattern.compile("_|(?:^|\\.)-|-(?:\\.|$)");

    private HttpAddress() {}

    /**
     * Reads any address of {@code http} or {@code https}.
     *
     * @throws IllegalArgumentException if it is not valid; the message is a predicate for the address, such as
     *     "has no valid host", and repeats no part of it, because it may contain credentials
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
     * @param setting its name for the message, which does not repeat the value, because it may contain credentials
     * @throws IllegalArgumentException if it is not an {@code http} or {@code https} address
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
     * Rejects an address with an @ after its host: the text before the @ is a part of a password that was split at the wrong
     * place, and must not be shown as a host or a path.
     *
     * @throws IllegalArgumentException whose message is a whole sentence
     */
    public static void refuseAtAfterHost(String text) {
        String rest = SCHEME.matcher(text.strip()).replaceFirst("");
        int end = AFTER_AUTHORITY.matcher(rest).replaceAll("").length();
        if (rest.indexOf('@', end) >= 0) {
            throw new IllegalArgumentException(
                    "there is an @ after the host; in credentials / ? # and @ must be percent-encoded");
        }
    }

    /**
     * TLS of the Java runtime refuses these names before it connects, whatever the certificate says.
     *
     * @return why the certificate of this address cannot be verified, as a sentence
     */
    public static Optional<String> whyUncheckable(URI address) {
        String host = HostPort.of(address).host();
        return isTls(address) && isUncheckable(host)
                ? Optional.of("TLS cannot verify the name " + host
                        + ", because a label of it has an underscore, or begins or ends with a hyphen")
                : Optional.empty();
    }

    /** @return whether TLS refuses the name of a host */
    public static boolean isUncheckable(String host) {
        return UNCHECKABLE.matcher(host).find();
    }

    /** @return user and password, not decoded, if the address has any */
    public static Optional<String> userInfo(URI address) {
        String authority = address.getRawAuthority() == null ? "" : address.getRawAuthority();
        int at = authority.lastIndexOf('@');
        return at < 0 ? Optional.empty() : Optional.of(authority.substring(0, at));
    }

    /** @return whether requests to this address go over TLS */
    public static boolean isTls(URI address) {
        return "https".equalsIgnoreCase(address.getScheme());
    }

    /** @return a name, encoded as one segment of a path: its slashes, too, and a space as {@code %20} */
    public static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** @return the address for messages, without credentials, and without a query, which may contain some */
    public static String describe(URI address) {
        return address.getScheme() + "://" + HostPort.authority(address) + address.getRawPath();
    }

    /**
     * @param location the header of a redirect
     * @return " to" and where it leads, without what may be a credential; empty if it cannot be read
     */
    public static String redirect(String location) {
        try {
            URI address = new URI(location.strip());
            String shown = address.isAbsolute() && address.getRawAuthority() != null
                    ? describe(address)
                    : Stream.of(HostPort.authority(address), address.getRawPath())
                            .filter(part -> part != null && !part.isEmpty())
                            .collect(Collectors.joining("", address.getRawAuthority() == null ? "" : "//", ""));
            return shown.isBlank() ? "" : " to " + Excerpt.of(shown);
        } catch (URISyntaxException e) {
            return "";
        }
    }

    /** @return the target of the request line: path and query, at least a slash */
    static String pathAndQuery(URI address) {
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        return address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
    }
}
