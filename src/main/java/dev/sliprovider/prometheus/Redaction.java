package dev.sliprovider.prometheus;

import dev.sliprovider.http.HttpReply;
import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.http.HttpRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Answers that are quoted to people, without the secrets that were sent: some servers repeat what they reject. */
final class Redaction {

    /** Shorter texts are too much like other words, and weak as secrets. */
    private static final int SHORTEST = 6;

    /** Bytes in which the status of a result usually is. */
    private static final int BEGINNING = 200;

    private static final Pattern SUCCESS = Pattern.compile("\"status\"\\s*:\\s*\"success\"");

    private Redaction() {}

    /**
     * Leaves a result as it is: a tenant, which is sent in a header, may be the value of a label.
     *
     * @param sent the request that was answered
     */
    static HttpReply of(PrometheusEndpoint endpoint, HttpRequest sent, HttpReply reply) {
        return reply instanceof Answered answer && !isResult(answer)
                ? new Answered(
                        answer.status(),
                        answer.header(),
                        without(secrets(endpoint, sent.header("Authorization")), answer.text())
                                .getBytes(StandardCharsets.UTF_8),
                        answer.version())
                : reply;
    }

    /** Prometheus says so at the beginning; other texts are seldom, and are searched to their end. */
    private static boolean isResult(Answered answer) {
        byte[] body = answer.body();
        return answer.status() >= 200
                && answer.status() < 300
                && body.length > 0
                && (isSuccess(new String(body, 0, Math.min(BEGINNING, body.length), StandardCharsets.UTF_8))
                        || isSuccess(answer.text()));
    }

    private static boolean isSuccess(String json) {
        return json.stripLeading().startsWith("{") && SUCCESS.matcher(json).find();
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
