package dev.sliprovider.endpoint;

import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.http.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The base URL of one Prometheus. Its text never contains the credentials.
 *
 * @param url base URL without credentials, query and trailing slash
 * @param authorization value of the {@code Authorization} header, if the URL had credentials
 */
record BaseUrl(URI url, Optional<Secret> authorization) {

    private static final Pattern LAST_SLASHES = Pattern.compile("/+$");

    /**
     * Reads a base URL; credentials in it are moved to the header.
     *
     * @throws IllegalArgumentException with the mistake, without the credentials
     */
    static BaseUrl parse(String text) {
        HttpAddress.refuseAtAfterHost(text);
        URI url;
        try {
            url = HttpAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the Prometheus URL " + e.getMessage()
                    + "; expected http://host:port/path, where characters such as @ or blanks in a password are"
                    + " percent-encoded");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            // The part before them is not quoted, because it may be the beginning of a password with a blank.
            throw new IllegalArgumentException("the Prometheus URL must end before ? and #");
        }
        return new BaseUrl(
                URI.create(LAST_SLASHES.matcher(HttpAddress.describe(url)).replaceAll("")),
                HttpAddress.userInfo(url).map(BaseUrl::basic));
    }

    private static Secret basic(String userInfo) {
        // Not form decoding: a plus sign is literal in user info.
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
