package dev.sliprovider.endpoint;

import dev.sliprovider.endpoint.Reply.Answered;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Answers that are quoted to people, without the secrets that were sent: some servers repeat what they do not like. */
final class Masked {

    /** Shorter ones are too much like other words, and no secrets to speak of. */
    private static final int SHORTEST = 6;

    private Masked() {}

    /** @param authorization that was sent */
    static Reply of(PrometheusEndpoint endpoint, Optional<String> authorization, Reply reply) {
        return reply instanceof Answered answer && (answer.status() < 200 || answer.status() > 299)
                ? new Answered(
                        answer.status(),
                        answer.header(),
                        without(secrets(endpoint, authorization), answer.text()).getBytes(StandardCharsets.UTF_8),
                        answer.version())
                : reply;
    }

    private static String without(List<String> secrets, String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, "***").replace(URLEncoder.encode(secret, StandardCharsets.UTF_8), "***");
        }
        return masked;
    }

    private static List<String> secrets(PrometheusEndpoint endpoint, Optional<String> authorization) {
        return Stream.of(
                        // With the word before it or without.
                        authorization.stream().flatMap(value -> Stream.of(value, value.replaceFirst("^\\S+ ", ""))),
                        endpoint.headers().stream().map(header -> header.value().reveal()),
                        endpoint.parameters().stream()
                                .map(parameter -> parameter.value().reveal()))
                .flatMap(values -> values)
                .filter(Predicate.not(secret -> secret.length() < SHORTEST))
                .toList();
    }
}
