package dev.sliprovider.fakekeptn;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Who may pass the gateway: the holder of Keptn's API token, and of an access token if OAuth is asked for. */
final class FakeLogin {

    private final Set<String> accessTokens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger issued = new AtomicInteger();
    private volatile Optional<String> apiToken = Optional.empty();
    private volatile Optional<String> client = Optional.empty();
    private volatile boolean takesFormOnly;
    private volatile Duration lifetime = Duration.ofMinutes(5);

    void requireApiToken(String token) {
        apiToken = Optional.of(token);
    }

    void requireOauth(String id, String secret, Duration tokensLast) {
        client = Optional.of(id + ":" + secret);
        lifetime = tokensLast;
    }

    /** Basic credentials are refused, whatever they are. */
    void takeFormOnly() {
        takesFormOnly = true;
    }

    void revoke() {
        accessTokens.clear();
    }

    int issued() {
        return issued.get();
    }

    boolean passes(Map<String, String> headers) {
        String bearer = headers.getOrDefault("authorization", "").replaceFirst("^Bearer ", "");
        return apiToken.map(token -> token.equals(headers.get("x-token"))).orElse(true)
                && (client.isEmpty() || accessTokens.contains(bearer));
    }

    /** The token endpoint of an OpenID provider; id and secret come as Basic credentials or in the form. */
    Reply token(Map<String, String> headers, Map<String, String> form) {
        String basic = headers.getOrDefault("authorization", "").replaceFirst("^Basic ", "");
        String asked = form.containsKey("client_id")
                ? form.get("client_id") + ":" + form.get("client_secret")
                : URLDecoder.decode(
                        new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        if (takesFormOnly && headers.containsKey("authorization")
                || !"client_credentials".equals(form.get("grant_type"))
                || !client.filter(asked::equals).isPresent()) {
            return new Reply(401, JsonNodeFactory.instance.objectNode().put("error", "invalid_client"));
        }
        String token = UUID.randomUUID().toString();
        accessTokens.add(token);
        issued.incrementAndGet();
        return Reply.ok(JsonNodeFactory.instance
                .objectNode()
                .put("access_token", token)
                .put("token_type", "Bearer")
                .put("expires_in", lifetime.toSeconds())
                .put("scope", form.getOrDefault("scope", "")));
    }
}
