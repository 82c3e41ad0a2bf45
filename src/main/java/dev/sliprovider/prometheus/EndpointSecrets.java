package dev.sliprovider.prometheus;

import dev.sliprovider.http.Header;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The secrets of one request, in the forms in which a server may repeat them.
 *
 * @param all everything that is replaced in what a server says about the request
 * @param ofData what is replaced in data, too: not tenants, which may be values of labels
 */
record EndpointSecrets(List<String> all, List<String> ofData) {

    /** Shorter texts are too much like other words, and weak as secrets. */
    private static final int SHORTEST = 6;

    private static final String BASIC = "Basic ";
    /** Such as X-Scope-OrgID, THANOS-TENANT or AccountID. */
    private static final Pattern TENANT = Pattern.compile("(?i).*(tenant|org|account).*");

    /** @param authorization that was sent, if any */
    static EndpointSecrets of(PrometheusEndpoint endpoint, Optional<String> authorization) {
        List<String> credentials =
                authorization.stream().flatMap(EndpointSecrets::credentials).toList();
        List<Header> headers = endpoint.headers();
        List<String> parameters = endpoint.parameters().stream()
                .map(parameter -> parameter.value().reveal())
                .toList();
        Stream<String> keys = headers.stream()
                .filter(header -> !TENANT.matcher(header.name()).matches())
                .map(header -> header.value().reveal());
        Stream<String> allHeaders =
                headers.stream().map(header -> header.value().reveal());
        return new EndpointSecrets(
                forms(Stream.of(credentials.stream(), allHeaders, parameters.stream())),
                forms(Stream.of(credentials.stream(), keys)));
    }

    /** The value with its scheme and without; of basic authentication also what is encoded in it. */
    private static Stream<String> credentials(String authorization) {
        Stream<String> sent = Stream.of(authorization, authorization.replaceFirst("^\\S+ ", ""));
        return authorization.startsWith(BASIC)
                ? Stream.concat(sent, decoded(authorization.substring(BASIC.length())))
                : sent;
    }

    private static Stream<String> decoded(String basic) {
        try {
            String pair = new String(Base64.getDecoder().decode(basic.strip()), StandardCharsets.UTF_8);
            return Stream.of(pair, pair.substring(pair.indexOf(':') + 1));
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }

    /** As they are, as in an address, and as in HTML; the longest first, so that no rest of one remains. */
    private static List<String> forms(Stream<Stream<String>> secrets) {
        return secrets.flatMap(values -> values)
                .filter(Predicate.not(secret -> secret.length() < SHORTEST))
                .flatMap(secret -> {
                    String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
                    return Stream.of(secret, encoded, encoded.replace("+", "%20"), html(secret));
                })
                .distinct()
                .sorted((one, other) -> Integer.compare(other.length(), one.length()))
                .toList();
    }

    private static String html(String secret) {
        return secret.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;");
    }

    /** @return the text without the secrets */
    static String without(List<String> secrets, String text) {
        String redacted = text;
        for (String secret : secrets) {
            redacted = redacted.replace(secret, "***");
        }
        return redacted;
    }
}
