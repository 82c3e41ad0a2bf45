package dev.sliprovider.keptnapi;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.Map;

/**
 * One request to a service.
 *
 * @param address whole and encoded
 * @param headers besides those of the login
 * @param body empty for none
 * @param mostBytes of the answer's body; 0 for an answer whose status says it all
 */
public record Request(HttpMethod method, String address, Map<String, String> headers, byte[] body, long mostBytes) {

    /** What an answer may have, if nothing else is said: more than an sli.yaml of 1 MiB in Base64, the largest there is. */
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

    /** @return the same for an answer whose status says it all: it counts as soon as that is there */
    public Request forStatus() {
        return atMost(0);
    }

    /** Addresses, headers and bodies may have credentials. */
    @Override
    public String toString() {
        return "a " + method + " request";
    }
}
