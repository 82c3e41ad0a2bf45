package dev.sliprovider.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Reads addresses of servers, and writes them: for people, and names into them. */
public final class HttpAddress {

    private static final int LAST_PORT = 65_535;

    private HttpAddress() {}

    /**
     * @param setting its name; what is wrong is said without its value, which may have credentials
     * @throws IllegalArgumentException if it is no {@code http} or {@code https} address
     */
    public static URI read(String setting, String url) {
        try {
            URI address = new URI(url.strip());
            if (address.getHost() != null
                    && address.getPort() <= LAST_PORT
                    && String.valueOf(address.getScheme()).matches("(?i)https?")) {
                return address;
            }
        } catch (URISyntaxException e) {
            // The sentence below says what is expected.
        }
        throw new IllegalArgumentException(setting + " cannot be used; expected an address such as https://host/path");
    }

    /** @return a name as one segment of a path, encoded: a slash in it, too, and a space not as plus */
    public static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** @return the address for people: without credentials, and without a query, which may have some */
    public static String describe(URI address) {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port + address.getRawPath();
    }
}
