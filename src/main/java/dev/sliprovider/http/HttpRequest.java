package dev.sliprovider.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One HTTP request.
 *
 * @param method of HTTP
 * @param address complete and encoded, with its query
 * @param headers to send; the length of the body is added
 * @param body empty for a method without a body
 * @param limits of the exchange
 * @param route to the server
 */
public record HttpRequest(
        HttpMethod method, URI address, List<Header> headers, Optional<byte[]> body, Limits limits, Route route) {

    private static final String ACCEPT = HttpHeaders.ACCEPT.toString();

    /**
     * The limits of an exchange.
     *
     * @param timeout for the whole exchange, including the wait for a connection; at least a millisecond
     * @param mostBytes of the response's body
     * @param isStatusEnough whether the exchange ends with the status of the response; then the body is dropped
     */
    public record Limits(Duration timeout, long mostBytes, boolean isStatusEnough) {

        /** Limits of an exchange whose body is read. */
        public Limits(Duration timeout, long mostBytes) {
            this(timeout, mostBytes, false);
        }
    }

    public HttpRequest {
        headers = List.copyOf(headers);
    }

    /** A GET of JSON. */
    public static HttpRequest get(URI address, List<Header> headers, Limits limits, Route route) {
        return new HttpRequest(HttpMethod.GET, address, headers, Optional.empty(), limits, route)
                .with(ACCEPT, "application/json");
    }

    /** A POST of an encoded form whose response is JSON. */
    public static HttpRequest form(URI address, List<Header> headers, byte[] form, Limits limits, Route route) {
        return new HttpRequest(HttpMethod.POST, address, headers, Optional.of(form), limits, route)
                .with(ACCEPT, "application/json")
                .with(HttpHeaders.CONTENT_TYPE.toString(), "application/x-www-form-urlencoded");
    }

    /** @return the same with one more header */
    public HttpRequest with(String header, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(header, new Secret(value)));
        return new HttpRequest(method, address, more, body, limits, route);
    }

    /** @return the same with another timeout */
    public HttpRequest within(Duration timeout) {
        return new HttpRequest(
                method,
                address,
                headers,
                body,
                new Limits(timeout, limits.mostBytes(), limits.isStatusEnough()),
                route);
    }

    /** @return value of the first header of this name */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(header -> header.value().reveal())
                .findFirst();
    }

    boolean isTls() {
        return HttpAddress.isTls(address);
    }

    /** @return method and address; queries, headers and bodies may contain credentials */
    @Override
    public String toString() {
        return method + " " + HttpAddress.describe(address);
    }
}
