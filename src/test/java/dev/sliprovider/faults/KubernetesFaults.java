package dev.sliprovider.faults;

import static dev.sliprovider.faults.Fault.answers;

import dev.sliprovider.secrets.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** What can be wrong with a whole answer of the Kubernetes API to who wants a Secret. */
final class KubernetesFaults {

    private static final String NO_SECRET = "is no Secret";
    private static final String NO_URL = "has no URL";

    private KubernetesFaults() {}

    static List<Fault> all() {
        return List.of(
                status("account-unknown", "does not take the token.*HTTP 401", 401, "Unauthorized"),
                status("account-forbidden", "forbids it .HTTP 403", 403, "Forbidden"),
                status("api-broken", "HTTP 500", 500, "InternalError"),
                status("api-busy", "HTTP 429", 429, "TooManyRequests"),
                answers("another-api", "HTTP 404, but not of a Secret", 404, "404 page not found"),
                answers(
                        "another-kind",
                        "HTTP 404, but not of a Secret",
                        404,
                        "{\"reason\":\"NotFound\",\"details\":{\"kind\":\"namespaces\"}}"),
                secret("data-missing", NO_URL, "\"stringData\":{}"),
                secret("data-null", NO_URL, "\"data\":null"),
                secret("data-a-list", NO_URL, "\"data\":[]"),
                secret("value-not-base64", NO_SECRET, "\"data\":{\"PROMETHEUS_URL\":\"%%" + Secrets.MARKER + "\"}"),
                secret(
                        "value-not-utf-8",
                        "is no text in UTF-8",
                        "\"data\":{" + entry("PROMETHEUS_URL", new byte[] {(byte) 0xC3, 0x28}) + "}"),
                secret("url-of-another-scheme", "PROMETHEUS_URL", data("PROMETHEUS_URL", "ftp://x/" + Secrets.MARKER)),
                secret("url-missing", NO_URL, data("PROMETHEUS_PASSWORD", Secrets.MARKER)),
                secret("key-unknown", "PROMETHEUS_PASWORD is no setting", data("PROMETHEUS_PASWORD", Secrets.MARKER)),
                secret("old-form-broken", "prometheus-credentials", data("prometheus-credentials", "{url: [")));
    }

    private static Fault status(String name, String says, int status, String reason) {
        return answers(
                name,
                says,
                status,
                "{\"kind\":\"Status\",\"reason\":\"" + reason + "\",\"message\":\"" + Secrets.MARKER + "\"}");
    }

    private static Fault secret(String name, String says, String data) {
        return answers(name, says, 200, "{\"kind\":\"Secret\",\"apiVersion\":\"v1\"," + data + "}");
    }

    private static String data(String key, String value) {
        boolean hasUrl = key.equals("PROMETHEUS_PASWORD");
        return "\"data\":{" + entry(key, value.getBytes(StandardCharsets.UTF_8))
                + (hasUrl ? "," + entry("PROMETHEUS_URL", "http://127.0.0.1:9".getBytes(StandardCharsets.UTF_8)) : "")
                + "}";
    }

    private static String entry(String key, byte[] value) {
        return "\"" + key + "\":\"" + Base64.getEncoder().encodeToString(value) + "\"";
    }
}
