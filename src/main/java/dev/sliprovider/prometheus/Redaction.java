package dev.sliprovider.prometheus;

import dev.sliprovider.http.HttpReply;
import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.http.HttpRequest;
import dev.sliprovider.http.KnownSecrets;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Answers that are quoted to people, without the secrets that were sent: some servers repeat what they reject. */
final class Redaction {

    /** Bytes in which the status of a result usually is. */
    private static final int BEGINNING = 200;

    private static final Pattern SUCCESS = Pattern.compile("\"status\"\\s*:\\s*\"success\"");

    private Redaction() {}

    /**
     * Keeps the numbers of a result, and in its labels what may be a tenant, which is sent in a header.
     *
     * @param sent the request that was answered
     */
    static HttpReply of(PrometheusEndpoint endpoint, HttpRequest sent, HttpReply reply) {
        if (!(reply instanceof Answered answer)) {
            return reply;
        }
        KnownSecrets secrets = EndpointSecrets.of(endpoint, sent.header("Authorization"));
        return new Answered(
                answer.status(),
                name -> answer.header().apply(name).map(value -> without(secrets, value)),
                secrets.without(answer.body(), isResult(answer)),
                answer.version());
    }

    private static String without(KnownSecrets secrets, String value) {
        return new String(secrets.without(value.getBytes(StandardCharsets.UTF_8), false), StandardCharsets.UTF_8);
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
}
