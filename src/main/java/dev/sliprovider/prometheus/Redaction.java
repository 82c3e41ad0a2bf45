package dev.sliprovider.prometheus;

import dev.sliprovider.http.HttpReply;
import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
        EndpointSecrets secrets = EndpointSecrets.of(endpoint, sent.header("Authorization"));
        return secrets.all().isEmpty() || !mayRepeat(secrets, answer.body())
                ? answer
                : new Answered(answer.status(), answer.header(), redacted(secrets, answer), answer.version());
    }

    /** With escapes, a text may look like no secret and be one. */
    private static boolean mayRepeat(EndpointSecrets secrets, byte[] body) {
        return has(body, "\\") || secrets.all().stream().anyMatch(secret -> has(body, secret));
    }

    private static byte[] redacted(EndpointSecrets secrets, Answered answer) {
        boolean isResult = isResult(answer);
        return RedactedJson.of(secrets, isResult, answer.body())
                .orElseGet(() ->
                        EndpointSecrets.without(secrets.all(), answer.text()).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean has(byte[] body, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i <= body.length - wanted.length; i++) {
            if (body[i] == wanted[0] && Arrays.equals(body, i, i + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
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
