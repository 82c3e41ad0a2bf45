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
 * @param address complete and encoded
 * @param headers without those for authentication
 * @param body may be empty
 * @param mostBytes of the response's body; 0 if only the status is needed
 */
public record ServiceRequest(
        HttpMethod method, String address, Map<String, String> headers, byte[] body, long mostBytes) {

    /** The default bound of a response: more than an sli.yaml of 1 MiB in Base64, the largest valid response. */
    public static final long MOST_BYTES = 2L << 20;

    private static final byte[] NOTHING = {};

    public ServiceRequest {
        headers = Map.copyOf(headers);
    }

    /** @return a request without a body */
    public static ServiceRequest of(HttpMethod method, String address) {
        return new ServiceRequest(
                method, address, Map.of(HttpHeaders.ACCEPT.toString(), "application/json"), NOTHING, MOST_BYTES);
    }

    /** @return a POST with a body of this type */
    public static ServiceRequest post(String address, String contentType, byte[] body) {
        return new ServiceRequest(
                HttpMethod.POST, address, Map.of(HttpHeaders.CONTENT_TYPE.toString(), contentType), body, MOST_BYTES);
    }

    /** @return the same with one more header */
    public ServiceRequest with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new ServiceRequest(method, address, more, body, mostBytes);
    }

    /** @return the same with another bound of the response */
    public ServiceRequest atMost(long bytes) {
        return new ServiceRequest(method, address, headers, body, bytes);
    }

    /** @return the same for a response of which only the status is needed; its body is dropped */
    public ServiceRequest forStatus() {
        return atMost(0);
    }

    /** @return the HTTP request, complete except for authentication */
    HttpRequest within(Duration timeout, Route route) {
        List<Header> all = headers.entrySet().stream()
                .map(header -> new Header(header.getKey(), new Secret(header.getValue())))
                .toList();
        Limits limits = mostBytes == 0 ? new Limits(timeout, MOST_BYTES, true) : new Limits(timeout, mostBytes);
        // An empty body is sent, too, so that the request has a length.
        Optional<byte[]> content = Optional.of(body).filter(bytes -> !method.equals(HttpMethod.GET));
        return new HttpRequest(method, URI.create(address), all, content, limits, route);
    }

    /** @return the method only, because addresses, headers and bodies may contain credentials */
    @Override
    public String toString() {
        return "a " + method + " request";
    }
}
