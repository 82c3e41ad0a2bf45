package dev.sliprovider.endpoint;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One Prometheus, or several that are interchangeable, and how to talk to it. Its texts never show a secret.
 *
 * @param targets at least one; the first that can be reached is asked
 * @param login how requests say who asks
 * @param headers further headers of every request
 * @param parameters further parameters of every query
 * @param tls what is trusted
 * @param warnings what whoever reads the answer should know, a sentence each
 */
public record PrometheusEndpoint(
        List<Target> targets,
        Login login,
        List<Header> headers,
        List<Parameter> parameters,
        Tls tls,
        List<String> warnings) {

    /**
     * One server.
     *
     * @param url base URL without credentials, query and trailing slash
     * @param proxy through which it is reached
     */
    public record Target(URI url, Optional<Proxy> proxy) {

        /** @return address of one of the calls of Prometheus' HTTP API, such as {@code query} */
        public String api(String call) {
            return url + "/api/v1/" + call;
        }

        /** @return the URL for people */
        @Override
        public String toString() {
            return url.toString();
        }
    }

    /**
     * Reads a base URL that has everything; credentials in it are moved to the header.
     *
     * @throws IllegalArgumentException saying what is wrong, without the credentials
     */
    public static PrometheusEndpoint parse(String text) {
        BaseUrl base = BaseUrl.parse(text);
        Login login = base.authorization().<Login>map(Login.Authorization::new).orElseGet(Login.Anonymous::new);
        var target = new Target(base.url(), Optional.empty());
        return new PrometheusEndpoint(List.of(target), login, List.of(), List.of(), Tls.USUAL, List.of());
    }

    /** @return the URLs for people */
    @Override
    public String toString() {
        return targets.stream().map(Target::toString).collect(Collectors.joining(", "));
    }
}
