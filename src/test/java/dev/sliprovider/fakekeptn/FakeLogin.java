package dev.sliprovider.fakekeptn;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sliprovider.secrets.Secrets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Who may pass the gateway: the holder of Keptn's API token, and of an access token if OAuth is asked for. */
final class FakeLogin {

    private volatile Optional<String> apiToken = Optional.empty();
    private volatile Optional<FakeTokens> tokens = Optional.empty();

    void requireApiToken(String token) {
        apiToken = Optional.of(Secrets.register(token));
    }

    void requireOauth(String id, String secret, Duration tokensLast) {
        tokens = Optional.of(new FakeTokens(id, secret, FakeTokens.Credentials.EITHER, tokensLast));
    }

    /** Basic credentials are refused, whatever they are. */
    void takeFormOnly() {
        tokens.orElseThrow().takeFormOnly();
    }

    void revoke() {
        tokens.ifPresent(FakeTokens::revoke);
    }

    int issued() {
        return tokens.map(FakeTokens::issued).orElse(0);
    }

    boolean passes(Map<String, String> headers) {
        String bearer = headers.getOrDefault("authorization", "").replaceFirst("^Bearer ", "");
        return apiToken.map(token -> token.equals(headers.get("x-token"))).orElse(true)
                && tokens.map(issued -> issued.accepts(bearer)).orElse(true);
    }

    /** The token endpoint of an OpenID provider; id and secret come as Basic credentials or in the form. */
    Reply token(Map<String, String> headers, Map<String, String> form) {
        return tokens.map(issuer -> issuer.token(headers, form))
                .orElseGet(() ->
                        new Reply(401, JsonNodeFactory.instance.objectNode().put("error", "invalid_client")));
    }
}
