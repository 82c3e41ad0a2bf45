package dev.sliprovider.http;

import java.net.URI;
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

    /**
     * @param text {@code http://[user:password@]host[:port]}; the scheme may be missing, as in {@code HTTP_PROXY}
     * @throws IllegalArgumentException naming the expected form, but not the text, which may contain credentials
     */
    public static Proxy parse(String text) {
        String bare = text.strip();
        HttpAddress.refuseAtAfterHost(bare);
        try {
            URI url = HttpAddress.parse(bare.contains("://") ? bare : "http://" + bare);
            boolean hasPath = !url.getRawPath().isEmpty() && !url.getRawPath().equals("/");
            if (!HttpAddress.isTls(url) && !hasPath && url.getRawQuery() == null) {
                return of(url);
            }
        } catch (IllegalArgumentException e) {
            // The exception below names the expected form.
        }
        throw new IllegalArgumentException("it is not the address of a proxy; expected http://host:port, with"
                + " user:password@ before the host if the proxy requires them");
    }

    private static Proxy of(URI url) {
        String userInfo = HttpAddress.userInfo(url).orElse("");
        int colon = userInfo.indexOf(':');
        String user = decode(colon < 0 ? userInfo : userInfo.substring(0, colon));
        String password = colon < 0 ? "" : decode(userInfo.substring(colon + 1));
        HostPort server = HostPort.of(url);
        return new Proxy(
                server.bracketed(),
                server.port(),
                Optional.of(user).filter(name -> !name.isEmpty()),
                new Secret(password));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** @return the address without credentials */
    @Override
    public String toString() {
        return "http://" + host + ":" + port;
    }
}
