package dev.sliprovider.peers;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * A request that {@link GuardedPrometheus} got.
 *
 * @param headers names in lower case; several of one name are joined by commas
 * @param parameters of the URL and the form, decoded
 * @param version such as HTTP_2
 * @param client subject of the client's certificate
 */
public record Received(
        String method,
        String path,
        Map<String, String> headers,
        Map<String, List<String>> parameters,
        String version,
        Optional<String> client) {

    static Received of(HttpServerRequest request, Buffer body) {
        var headers = new TreeMap<String, String>();
        request.headers()
                .forEach((name, value) -> headers.merge(name.toLowerCase(Locale.ROOT), value, (a, b) -> a + ", " + b));
        var parameters = new TreeMap<>(new QueryStringDecoder(request.uri()).parameters());
        if (headers.getOrDefault("content-type", "").startsWith("application/x-www-form-urlencoded")) {
            parameters.putAll(new QueryStringDecoder(body.toString(), false).parameters());
        }
        return new Received(
                request.method().name(),
                request.path(),
                headers,
                parameters,
                request.version().name(),
                subject(request));
    }

    /** @return the first of this name, or nothing */
    public String parameter(String name) {
        return parameters.getOrDefault(name, List.of("")).getFirst();
    }

    private static Optional<String> subject(HttpServerRequest request) {
        try {
            return request.isSSL()
                    ? Optional.of(request.sslSession().getPeerPrincipal().getName())
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }
}
