package dev.sliprovider.prometheus;

import dev.sliprovider.http.HttpReply;
import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.http.HttpRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Answers that are quoted to people, without the secrets that were sent: some servers repeat what they reject. */
final class Redaction {

    /** Shorter texts are too much like other words, and weak as secrets. */
    private static final int SHORTEST = 6;

    private Redaction() {}

    /** @param sent the request that was answered */
    static HttpReply of(PrometheusEndpoint endpoint, HttpRequest sent, HttpReply reply) {
        return reply instanceof Answered answer && (answer.status() < 200 || answer.status() > 299)
                ? new Answered(
                        answer.status(),
                        answer.header(),
                        without(secrets(endpoint, sent.header("Authorization")), answer.text())
                                .getBytes(StandardCharsets.UTF_8),
                        answer.version())
                : reply;
    }

    private static String without(List<String> secrets, String text) {
        String redacted = text;
        for (String secret : secrets) {
            redacted =
                    redacted.replace(secret, "***").replace(URLEncoder.encode(secret, StandardCharsets.UTF_8), "***");
        }
        return redacted;
    }

    private static List<String> secrets(PrometheusEndpoint endpoint, Optional<String> authorization) {
        return Stream.of(
                        // With the scheme before it and without.
                        authorization.stream().flatMap(value -> Stream.of(value, value.replaceFirst("^\\S+ ", ""))),
                        endpoint.headers().stream().map(header -> header.value().reveal()),
                        endpoint.parameters().stream()
                                .map(parameter -> parameter.value().reveal()))
                .flatMap(values -> values)
                .filter(Predicate.not(secret -> secret.length() < SHORTEST))
                .toList();
    }
}
