package dev.sliprovider.keptnapi;

import dev.sliprovider.http.Authentication;
import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.http.HttpRequest;
import dev.sliprovider.http.UnauthenticatedException;
import dev.sliprovider.oauth.AccessTokens;
import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Authenticates requests to Keptn's API with its API token, an access token, or both (contract §3.1). */
record KeptnAuthentication(Optional<String> apiToken, Optional<AccessTokens> accessTokens) implements Authentication {

    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "Bearer ";

    @Override
    public Uni<HttpRequest> authenticate(HttpRequest request) {
        HttpRequest named =
                apiToken.map(token -> request.with("x-token", token)).orElse(request);
        return accessTokens
                .map(tokens -> tokens.current()
                        .ifNoItem()
                        .after(request.limits().timeout())
                        .on(Timeouts.clock())
                        .failWith(() -> new UnauthenticatedException("no access token in time"))
                        .map(token -> named.with(AUTHORIZATION, BEARER + token)))
                .orElseGet(() -> Uni.createFrom().item(named));
    }

    /** The access token may have been revoked. */
    @Override
    public boolean mayRepeat(HttpRequest sent, Answered answer, boolean isFirst) {
        accessTokens.ifPresent(tokens ->
                tokens.refused(sent.header(AUTHORIZATION).orElse(BEARER).substring(BEARER.length())));
        return isFirst && accessTokens.isPresent();
    }

    @Override
    public String toString() {
        return "authentication";
    }
}
