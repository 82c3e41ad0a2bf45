package dev.sliprovider.prometheus;

import dev.sliprovider.http.Header;
import dev.sliprovider.http.Proxy;
import dev.sliprovider.http.Tls;
import dev.sliprovider.prometheus.PrometheusConfig.PartialResponse;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One Prometheus, or several interchangeable ones, and the properties of requests to it. Its text never contains a secret.
 *
 * @param targets at least one; the first one that works is used
 * @param credentials the authentication of requests
 * @param headers further headers of every request
 * @param parameters further parameters of every query
 * @param tls trust and client certificate
 * @param partialResponse its own policy for values from partial data
 * @param warnings for people who read the answer, a sentence each
 */
public record PrometheusEndpoint(
        List<Target> targets,
        Credentials credentials,
        List<Header> headers,
        List<Parameter> parameters,
        Tls tls,
        Optional<PartialResponse> partialResponse,
        List<String> warnings) {

    /** An endpoint with the default policy for partial data. */
    public PrometheusEndpoint(
            List<Target> targets,
            Credentials credentials,
            List<Header> headers,
            List<Parameter> parameters,
            Tls tls,
            List<String> warnings) {
        this(targets, credentials, headers, parameters, tls, Optional.empty(), warnings);
    }

    /**
     * One server.
     *
     * @param url base URL without credentials, query and trailing slash
     * @param proxy through which it is reached
     */
    public record Target(URI url, Optional<Proxy> proxy) {

        /**
         * @param call such as {@code query}; with a slash at its beginning it is a path from the root of the server
         * @return address of one of the calls of Prometheus' HTTP API
         */
        public String api(String call) {
            return call.startsWith("/") ? url.resolve(call).toString() : url + "/api/v1/" + call;
        }

        /** @return the URL for people */
        @Override
        public String toString() {
            return url.toString();
        }
    }

    /** @return the same endpoint with only this server */
    public PrometheusEndpoint only(Target target) {
        return new PrometheusEndpoint(
                List.of(target), credentials, headers, parameters, tls, partialResponse, warnings);
    }

    /** @return the same endpoint without authentication */
    public PrometheusEndpoint anonymous() {
        return new PrometheusEndpoint(
                targets, new Credentials.None(), headers, parameters, tls, partialResponse, warnings);
    }

    /** @return the URLs for people */
    @Override
    public String toString() {
        return targets.stream().map(Target::toString).collect(Collectors.joining(", "));
    }
}
