package dev.sliprovider.keptnapi;

import dev.sliprovider.oauth.AccessTokens;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a request carries so that the gateway lets it pass: Keptn's API token, an access token, or both. */
record Login(Optional<String> apiToken, Optional<AccessTokens> accessTokens) {

    static final Login NONE = new Login(Optional.empty(), Optional.empty());

    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "Bearer ";

    /** @return the headers of a request that is sent now; fails if no access token can be had */
    Uni<Map<String, String>> headers() {
        var headers = new HashMap<String, String>();
        apiToken.ifPresent(token -> headers.put("x-token", token));
        return accessTokens
                .map(tokens -> tokens.current().map(token -> {
                    headers.put(AUTHORIZATION, BEARER + token);
                    return Map.copyOf(headers);
                }))
                .orElseGet(() -> Uni.createFrom().item(Map.copyOf(headers)));
    }

    /** A request with these headers was refused; the next one carries another access token. */
    void refused(Map<String, String> headers) {
        accessTokens.ifPresent(
                tokens -> tokens.refused(headers.get(AUTHORIZATION).substring(BEARER.length())));
    }

    /** @return whether the next request may carry something else than the last one */
    boolean hasAnother() {
        return accessTokens.isPresent();
    }

    @Override
    public String toString() {
        return "login";
    }
}
