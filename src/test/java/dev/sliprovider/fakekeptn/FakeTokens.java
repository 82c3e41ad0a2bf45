package dev.sliprovider.fakekeptn;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sliprovider.secrets.Secrets;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The access tokens of one OAuth 2 client. Its headers have lower-case names. */
public final class FakeTokens {

    /** Where a client may put its id and secret. */
    public enum Credentials {
        BASIC,
        FORM,
        EITHER
    }

    private final Map<String, Instant> ends = new ConcurrentHashMap<>();
    private final AtomicInteger issued = new AtomicInteger();
    private final String id;
    private final String secret;
    private volatile Credentials credentials;
    private volatile Duration lifetime;

    public FakeTokens(String id, String secret, Credentials credentials, Duration lifetime) {
        this.id = id;
        this.secret = Secrets.register(secret);
        this.credentials = credentials;
        this.lifetime = lifetime;
    }

    /** Tokens that are issued from now on are good for so long. */
    public void lifetime(Duration lifetime) {
        this.lifetime = lifetime;
    }

    /** Basic credentials are refused from now on, whatever they are. */
    public void takeFormOnly() {
        credentials = Credentials.FORM;
    }

    /** No token is good any more. */
    public void revoke() {
        ends.clear();
    }

    /** @return how many were issued */
    public int issued() {
        return issued.get();
    }

    /** @return whether this token is good now */
    public boolean accepts(String token) {
        Instant end = ends.get(token);
        return end != null && Instant.now().isBefore(end);
    }

    /** The token endpoint (RFC 6749, 4.4). */
    public Reply token(Map<String, String> headers, Map<String, String> form) {
        if (!isClient(headers, form)) {
            return new Reply(401, JsonNodeFactory.instance.objectNode().put("error", "invalid_client"));
        }
        if (!"client_credentials".equals(form.get("grant_type"))) {
            return new Reply(400, JsonNodeFactory.instance.objectNode().put("error", "unsupported_grant_type"));
        }
        String token = Secrets.register(UUID.randomUUID().toString());
        Duration lasts = lifetime;
        ends.put(token, Instant.now().plus(lasts));
        issued.incrementAndGet();
        return Reply.ok(JsonNodeFactory.instance
                .objectNode()
                .put("access_token", token)
                .put("token_type", "Bearer")
                .put("expires_in", lasts.toSeconds())
                .put("scope", form.getOrDefault("scope", "")));
    }

    private boolean isClient(Map<String, String> headers, Map<String, String> form) {
        Optional<String> basic = basic(headers.getOrDefault("authorization", ""));
        if (form.containsKey("client_id") || form.containsKey("client_secret")) {
            // A client must not use two ways at once (RFC 6749, 2.3).
            return credentials != Credentials.BASIC
                    && basic.isEmpty()
                    && id.equals(form.get("client_id"))
                    && secret.equals(form.get("client_secret"));
        }
        return credentials != Credentials.FORM
                && basic.filter((id + ":" + secret)::equals).isPresent();
    }

    /** Id and secret are encoded as in a form before they are joined (RFC 6749, 2.3.1). */
    private static Optional<String> basic(String header) {
        if (!header.startsWith("Basic ")) {
            return Optional.empty();
        }
        String pair = new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
        return Optional.of(URLDecoder.decode(pair, StandardCharsets.UTF_8));
    }
}
