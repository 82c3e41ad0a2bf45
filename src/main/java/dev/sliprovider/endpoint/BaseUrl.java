package dev.sliprovider.endpoint;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where one Prometheus is. Its texts never show the credentials.
 *
 * @param url base URL without credentials, query and trailing slash
 * @param authorization value of the {@code Authorization} header, if the URL had credentials
 */
record BaseUrl(URI url, Optional<Secret> authorization) {

    private static final int LAST_PORT = 65_535;
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://");
    private static final Pattern BEHIND_AUTHORITY = Pattern.compile("[/?#].*");
    private static final Pattern LAST_SLASHES = Pattern.compile("/+$");
    private static final Pattern HOST_AND_PORT = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");

    /**
     * Reads a base URL; credentials in it are moved to the header.
     *
     * @throws IllegalArgumentException saying what is wrong, without the credentials
     */
    static BaseUrl parse(String text) {
        requireNoAtBehindHost(text);
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the Prometheus URL is not a URL: " + e.getReason() + " at character "
                    + (e.getIndex() + 1) + "; characters such as @ or blanks in a password must be percent-encoded");
        }
        if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException(
                    "the Prometheus URL must begin with http:// or https://, as in http://localhost:9090");
        }
        if (uri.getRawAuthority() == null
                || !HOST_AND_PORT.matcher(hostAndPort(uri)).matches()) {
            throw new IllegalArgumentException("the Prometheus URL has no valid host; expected http://host:port/path");
        }
        if (port(hostAndPort(uri)) > LAST_PORT) {
            throw new IllegalArgumentException("the Prometheus URL has a port above " + LAST_PORT);
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            // Without what stands before them: of a password with a blank that may be the beginning.
            throw new IllegalArgumentException("the Prometheus URL must end before ? and #");
        }
        return new BaseUrl(bare(uri), userInfo(uri).map(BaseUrl::basic));
    }

    /** What stands before it is a password then, cut at the wrong place, and must not be shown as a host or a path. */
    static void requireNoAtBehindHost(String text) {
        String behind = SCHEME.matcher(text.strip()).replaceFirst("");
        int end = BEHIND_AUTHORITY.matcher(behind).replaceAll("").length();
        if (behind.indexOf('@', end) >= 0) {
            throw new IllegalArgumentException(
                    "there is an @ behind the host; in credentials / ? # and @ must be percent-encoded");
        }
    }

    private static URI bare(URI uri) {
        return URI.create(uri.getScheme() + "://" + hostAndPort(uri)
                + LAST_SLASHES.matcher(uri.getRawPath()).replaceAll(""));
    }

    /** By hand, because java.net.URI takes no authority apart whose host has an underscore. */
    private static String hostAndPort(URI uri) {
        return uri.getRawAuthority().substring(uri.getRawAuthority().lastIndexOf('@') + 1);
    }

    private static int port(String hostAndPort) {
        Matcher parts = HOST_AND_PORT.matcher(hostAndPort);
        return parts.matches() && parts.group(2) != null
                ? Integer.parseInt(parts.group(2).substring(1))
                : 0;
    }

    private static Optional<String> userInfo(URI uri) {
        int at = uri.getRawAuthority().lastIndexOf('@');
        return at < 0 ? Optional.empty() : Optional.of(uri.getRawAuthority().substring(0, at));
    }

    private static Secret basic(String userInfo) {
        // Not form-decoding: a plus sign stands for itself in user info.
        String decoded = URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
        int colon = decoded.indexOf(':');
        return colon < 0 ? basic(decoded, "") : basic(decoded.substring(0, colon), decoded.substring(colon + 1));
    }

    /** @return value of the header for basic authentication (RFC 7617) */
    static Secret basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new Secret("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** @return the URL for people, without credentials */
    @Override
    public String toString() {
        return url.toString();
    }
}
