package dev.sliprovider.prometheus;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One Prometheus. Its texts never show the credentials.
 *
 * @param url base URL without credentials, query and trailing slash
 * @param authorization value of the {@code Authorization} header; secret
 */
public record PrometheusEndpoint(URI url, Optional<String> authorization) {

    private static final int LAST_PORT = 65_535;
    private static final Pattern HOST_AND_PORT = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");

    /**
     * Reads a base URL; credentials in it are moved to the header.
     *
     * @throws IllegalArgumentException saying what is wrong, without the credentials
     */
    public static PrometheusEndpoint parse(String text) {
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
            throw new IllegalArgumentException(
                    "the Prometheus URL must end before ? and #; " + bare(uri) + " is enough");
        }
        return new PrometheusEndpoint(bare(uri), userInfo(uri).map(PrometheusEndpoint::basic));
    }

    /** @return address of one of the API's calls */
    public String api(String call) {
        return url + "/api/v1/" + call;
    }

    /** @return the URL for people, without credentials */
    @Override
    public String toString() {
        return url.toString();
    }

    private static URI bare(URI uri) {
        return URI.create(
                uri.getScheme() + "://" + hostAndPort(uri) + uri.getRawPath().replaceAll("/+$", ""));
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

    private static String basic(String userInfo) {
        // Not form-decoding: a plus sign stands for itself in user info.
        String decoded = URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
        String pair = decoded.contains(":") ? decoded : decoded + ":";
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
