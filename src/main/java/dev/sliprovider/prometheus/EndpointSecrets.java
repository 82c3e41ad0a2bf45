package dev.sliprovider.prometheus;

import dev.sliprovider.http.Header;
import dev.sliprovider.http.KnownSecrets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the secrets of a request to Prometheus. A tenant counts as a secret in messages, but may be the value of a label in
 * data.
 */
final class EndpointSecrets {

    /** Such as X-Scope-OrgID, THANOS-TENANT or AccountID. */
    private static final Pattern TENANT = Pattern.compile("(?i).*(tenant|org|account).*");

    /** Such as key, api_key or access_token. */
    private static final Pattern KEY = Pattern.compile("(?i).*(key|token|secret|passw|auth|sig).*");

    private EndpointSecrets() {}

    /** @param authorization the header that was sent, if any */
    static KnownSecrets of(PrometheusEndpoint endpoint, Optional<String> authorization) {
        Stream<String> headers =
                endpoint.headers().stream().map(header -> header.value().reveal());
        Stream<String> keys = endpoint.headers().stream()
                .filter(EndpointSecrets::isNoTenant)
                .map(header -> header.value().reveal());
        Stream<String> parameters = endpoint.parameters().stream()
                .map(parameter -> parameter.value().reveal());
        List<String> credentials = Stream.of(
                        authorization.stream().flatMap(KnownSecrets::credentials),
                        configured(endpoint),
                        ofProxies(endpoint))
                .flatMap(Function.identity())
                .toList();
        return KnownSecrets.of(
                Stream.concat(credentials.stream(), Stream.concat(headers, parameters)),
                Stream.of(credentials.stream(), keys, keysInParameters(endpoint))
                        .flatMap(Function.identity()));
    }

    /** Most parameters, such as nocache=1, are no secret, and their values are common in data. */
    private static Stream<String> keysInParameters(PrometheusEndpoint endpoint) {
        return endpoint.parameters().stream()
                .filter(parameter -> KEY.matcher(parameter.name()).matches())
                .map(parameter -> parameter.value().reveal());
    }

    /** Also what this request was not sent with. */
    private static Stream<String> configured(PrometheusEndpoint endpoint) {
        return switch (endpoint.credentials()) {
            case Credentials.None none -> Stream.empty();
            case Credentials.Authorization fixed ->
                KnownSecrets.credentials(fixed.value().reveal());
            case Credentials.ClientCredentials(var client, var tls, var proxy) ->
                Stream.concat(Stream.of(client.secret()), proxy.stream().flatMap(KnownSecrets::credentials));
        };
    }

    private static Stream<String> ofProxies(PrometheusEndpoint endpoint) {
        return endpoint.targets().stream()
                .flatMap(target -> target.proxy().stream())
                .flatMap(KnownSecrets::credentials);
    }

    private static boolean isNoTenant(Header header) {
        return !TENANT.matcher(header.name()).matches();
    }
}
