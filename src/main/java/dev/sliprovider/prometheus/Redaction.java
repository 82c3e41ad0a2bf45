package dev.sliprovider.prometheus;

import dev.sliprovider.http.HttpReply;
import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.http.HttpRequest;
import dev.sliprovider.http.KnownSecrets;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Removes the secrets that were sent from responses, because some servers quote what they reject. */
final class Redaction {

    /** Bytes at the beginning of a response that usually contain its status. */
    private static final int BEGINNING = 200;

    private static final Pattern SUCCESS = Pattern.compile("\"status\"\\s*:\\s*\"success\"");

    private Redaction() {}

    /**
     * Keeps the numbers of a result, and the value of a tenant header in its labels.
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

    /** Prometheus writes the status at the beginning; other texts are rare, and are searched completely. */
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
