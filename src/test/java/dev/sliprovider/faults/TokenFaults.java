package dev.sliprovider.faults;

import static dev.sliprovider.faults.Fault.answers;

import dev.sliprovider.secrets.Secrets;
import java.util.List;

/** What can be wrong with a whole answer to who wants an access token. */
final class TokenFaults {

    private static final String NO_TOKEN = "without an access_token";

    private TokenFaults() {}

    static List<Fault> all() {
        return List.of(
                answers("token-missing", NO_TOKEN, 200, "{\"token_type\":\"Bearer\",\"expires_in\":300}"),
                answers("token-null", NO_TOKEN, 200, "{\"access_token\":null}"),
                answers("token-empty", NO_TOKEN, 200, "{\"access_token\":\"\"}"),
                answers("token-an-object", NO_TOKEN, 200, "{\"access_token\":{\"value\":\"" + Secrets.MARKER + "\"}}"),
                answers(
                        "token-of-two-lines",
                        "cannot be sent in a header",
                        200,
                        "{\"access_token\":\"" + Secrets.MARKER + "\\r\\nX-Evil: 1\"}"),
                answers("token-in-a-list", NO_TOKEN, 200, "[{\"access_token\":\"" + Secrets.MARKER + "\"}]"),
                answers(
                        "client-unknown",
                        "HTTP 401; check PROMETHEUS_OAUTH2_CLIENT_ID",
                        401,
                        "{\"error\":\"invalid_client\",\"error_description\":\"" + Secrets.MARKER + "\"}"),
                answers("client-forbidden", "HTTP 403; check PROMETHEUS_OAUTH2_CLIENT_ID", 403, ""),
                answers(
                        "grant-refused",
                        "HTTP 400; check PROMETHEUS_OAUTH2_CLIENT_ID",
                        400,
                        "{\"error\":\"unauthorized_client\"}"),
                answers("token-route-unknown", "HTTP 404; check PROMETHEUS_OAUTH2_TOKEN_URL", 404, "not found"),
                answers("too-many-tokens", "HTTP 429", 429, "Retry-After: 60\r\n", new byte[0]),
                answers("token-server-broken", "HTTP 500", 500, "stack of " + Secrets.MARKER));
    }
}
