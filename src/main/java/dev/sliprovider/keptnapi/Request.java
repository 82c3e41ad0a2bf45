package dev.sliprovider.keptnapi;

import dev.sliprovider.http.Header;
import dev.sliprovider.http.HttpRequest;
import dev.sliprovider.http.HttpRequest.Limits;
import dev.sliprovider.http.Route;
import dev.sliprovider.http.Secret;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request to a service.
 *
 * @param address whole and encoded
 * @param headers besides those that authenticate it
 * @param body empty for none
 * @param mostBytes of the answer's body; 0 if the status of the answer is enough
 */
public record Request(HttpMethod method, String address, Map<String, String> headers, byte[] body, long mostBytes) {

    /** The usual bound of an answer: more than an sli.yaml of 1 MiB in Base64, the largest there is. */
    public static final long MOST_BYTES = 2L << 20;

    private static final byte[] NOTHING = {};

    public Request {
        headers = Map.copyOf(headers);
    }

    /** Without a body. */
    public static Request of(HttpMethod method, String address) {
        return new Request(
                method, address, Map.of(HttpHeaders.ACCEPT.toString(), "application/json"), NOTHING, MOST_BYTES);
    }

    /** A POST of this type. */
    public static Request post(String address, String contentType, byte[] body) {
        return new Request(
                HttpMethod.POST, address, Map.of(HttpHeaders.CONTENT_TYPE.toString(), contentType), body, MOST_BYTES);
    }

    /** @return the same with one more header */
    public Request with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Request(method, address, more, body, mostBytes);
    }

    /** @return the same with another bound of the answer */
    public Request atMost(long bytes) {
        return new Request(method, address, headers, body, bytes);
    }

    /** @return the same for an answer whose status is enough: it counts as soon as that is there */
    public Request forStatus() {
        return atMost(0);
    }

    /** @return as it is sent, complete but for authentication */
    HttpRequest within(Duration timeout, Route route) {
        List<Header> all = headers.entrySet().stream()
                .map(header -> new Header(header.getKey(), new Secret(header.getValue())))
                .toList();
        Limits limits = mostBytes == 0 ? new Limits(timeout, MOST_BYTES, true) : new Limits(timeout, mostBytes);
        // Also an empty body, so that its length is sent.
        Optional<byte[]> content = Optional.of(body).filter(bytes -> !method.equals(HttpMethod.GET));
        return new HttpRequest(method, URI.create(address), all, content, limits, route);
    }

    /** Addresses, headers and bodies may have credentials. */
    @Override
    public String toString() {
        return "a " + method + " request";
    }
}
