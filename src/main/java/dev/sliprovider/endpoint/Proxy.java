package dev.sliprovider.endpoint;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A forward proxy that speaks HTTP: {@code CONNECT} for {@code https} targets, whole addresses for {@code http} ones.
 *
 * @param host its host
 * @param port its port
 * @param user for {@code Proxy-Authorization}
 * @param password of that user
 */
public record Proxy(String host, int port, Optional<String> user, Secret password) {

    private static final int USUAL_PORT = 80;
    private static final int LAST_PORT = 65_535;

    /**
     * @param text {@code http://[user:password@]host[:port]}; without a scheme, too, as in {@code HTTP_PROXY}
     * @throws IllegalArgumentException saying what is expected, without the text, which may have credentials
     */
    static Proxy parse(String text) {
        String bare = text.strip();
        BaseUrl.requireNoAtBehindHost(bare);
        try {
            URI url = new URI(bare.contains("://") ? bare : "http://" + bare);
            boolean isHttp = "http".equalsIgnoreCase(url.getScheme());
            // An address such as "http:s://host" has no path at all, and no host either.
            boolean hasPath = url.getRawPath() != null
                    && !url.getRawPath().isEmpty()
                    && !url.getRawPath().equals("/");
            if (isHttp
                    && url.getHost() != null
                    && url.getPort() <= LAST_PORT
                    && !hasPath
                    && url.getRawQuery() == null) {
                return of(url);
            }
        } catch (URISyntaxException e) {
            // The sentence below says what is expected.
        }
        throw new IllegalArgumentException("it is no address of a proxy; expected http://host:port, with"
                + " user:password@ before the host if it asks for them");
    }

    private static Proxy of(URI url) {
        String userInfo = url.getRawUserInfo() == null ? "" : url.getRawUserInfo();
        int colon = userInfo.indexOf(':');
        String user = decode(colon < 0 ? userInfo : userInfo.substring(0, colon));
        String password = colon < 0 ? "" : decode(userInfo.substring(colon + 1));
        return new Proxy(
                url.getHost(),
                url.getPort() < 0 ? USUAL_PORT : url.getPort(),
                Optional.of(user).filter(name -> !name.isEmpty()),
                new Secret(password));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** @return the address for people, without credentials */
    @Override
    public String toString() {
        return "http://" + host + ":" + port;
    }
}
