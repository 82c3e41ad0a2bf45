package dev.sliprovider.keptnapi;

import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.oauth.AccessTokens;
import dev.sliprovider.oauth.OauthClient;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the OAuth client for Keptn's API from the settings (contract §3.1). */
final class OauthSettings {

    private static final String ADDRESS = "OAUTH_TOKEN_URL or OAUTH_DISCOVERY";

    /** Names of the settings, for messages. */
    static final AccessTokens.Settings NAMES =
            new AccessTokens.Settings("OAUTH_CLIENT_ID, OAUTH_CLIENT_SECRET and OAUTH_SCOPES", ADDRESS);

    private OauthSettings() {}

    /**
     * @return the client; nothing if no setting is given
     * @throws IllegalArgumentException naming the missing settings if only some are given
     */
    static Optional<OauthClient> client(GatewayConfig config) {
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
        isGiven.put(ADDRESS, tokenUrl.isPresent() || discovery.isPresent());
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
        URI address = tokenUrl.map(url -> HttpAddress.read("sli-provider.api.oauth-token-url (OAUTH_TOKEN_URL)", url))
                .orElseGet(
                        () -> HttpAddress.read("sli-provider.api.oauth-discovery (OAUTH_DISCOVERY)", discovery.get()));
        return Optional.of(new OauthClient(id.get(), secret.get(), scopes, Map.of(), address, tokenUrl.isEmpty()));
    }

    private static Optional<String> given(Optional<String> setting) {
        return setting.map(String::strip).filter(text -> !text.isEmpty());
    }
}
