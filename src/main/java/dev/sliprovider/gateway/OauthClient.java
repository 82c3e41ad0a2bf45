package dev.sliprovider.gateway;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who asks for access tokens, and where (contract §3.1).
 *
 * @param address of the token endpoint, or of the discovery document that names it
 * @param isDiscovery which of both
 */
record OauthClient(String id, String secret, List<String> scopes, URI address, boolean isDiscovery) {

    /**
     * @return nothing if nothing of it is set
     * @throws IllegalArgumentException naming what is missing if only a part is
     */
    static Optional<OauthClient> of(GatewayConfig config) {
        List<String> scopes = config.oauthScopes().orElse(List.of()).stream()
                .map(String::strip)
                .filter(scope -> !scope.isEmpty())
                .toList();
        Optional<String> id = given(config.oauthClientId());
        Optional<String> secret = given(config.oauthClientSecret());
        Optional<String> tokenUrl = given(config.oauthTokenUrl());
        Optional<String> discovery = given(config.oauthDiscovery());
        var isGiven = new LinkedHashMap<String, Boolean>();
        isGiven.put("OAUTH_CLIENT_ID", id.isPresent());
        isGiven.put("OAUTH_CLIENT_SECRET", secret.isPresent());
        isGiven.put("OAUTH_SCOPES", !scopes.isEmpty());
        isGiven.put("OAUTH_TOKEN_URL or OAUTH_DISCOVERY", tokenUrl.isPresent() || discovery.isPresent());
        if (!isGiven.containsValue(true)) {
            return Optional.empty();
        }
        List<String> missing = isGiven.entrySet().stream()
                .filter(part -> !part.getValue())
                .map(Map.Entry::getKey)
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("OAuth is set in part only; missing: " + String.join(", ", missing)
                    + " (or unset everything that begins with OAUTH_)");
        }
        URI address = tokenUrl.map(url -> Gateway.address("sli-provider.api.oauth-token-url (OAUTH_TOKEN_URL)", url))
                .orElseGet(
                        () -> Gateway.address("sli-provider.api.oauth-discovery (OAUTH_DISCOVERY)", discovery.get()));
        return Optional.of(new OauthClient(id.get(), secret.get(), scopes, address, tokenUrl.isEmpty()));
    }

    private static Optional<String> given(Optional<String> setting) {
        return setting.map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Id and secret are form-encoded before they become Basic credentials (RFC 6749, 2.3.1). */
    String basic() {
        byte[] credentials = (encode(id) + ":" + encode(secret)).getBytes(StandardCharsets.US_ASCII);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    byte[] form() {
        return ("grant_type=client_credentials&scope=" + encode(String.join(" ", scopes)))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "OAuth client " + id;
    }
}
