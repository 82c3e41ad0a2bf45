package dev.sliprovider.prometheus;

import dev.sliprovider.http.Header;
import dev.sliprovider.http.KnownSecrets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the secrets of a request to Prometheus. A tenant counts as a secret in messages, but may be the value of a label in
 * data.
 */
final class EndpointSecrets {

    /** Such as X-Scope-OrgID, THANOS-TENANT or AccountID. */
    private static final Pattern TENANT = Pattern.compile("(?i).*(tenant|org|account).*");

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
        return KnownSecrets.of(
                Stream.concat(credentials(authorization), Stream.concat(headers, parameters)),
                Stream.concat(credentials(authorization), keys));
    }

    private static Stream<String> credentials(Optional<String> authorization) {
        return authorization.stream().flatMap(KnownSecrets::credentials);
    }

    private static boolean isNoTenant(Header header) {
        return !TENANT.matcher(header.name()).matches();
    }
}
