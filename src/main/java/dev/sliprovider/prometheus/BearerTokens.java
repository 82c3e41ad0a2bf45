package dev.sliprovider.prometheus;

import dev.sliprovider.http.Authentication;
import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.http.HttpRequest;
import dev.sliprovider.http.UnauthenticatedException;
import dev.sliprovider.oauth.AccessTokens;
import dev.sliprovider.oauth.OauthClient;
import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Access tokens of one OAuth client as {@code Authorization} headers. */
final class BearerTokens implements Authentication {

    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "Bearer ";
    /** A refusal is cached, so that a wrong secret is not tried by every query. */
    static final Duration REFUSAL = Duration.ofSeconds(2);

    private final OauthClient client;
    private final AccessTokens tokens;
    /** Until this time no new token is requested, because the last new one was refused, too. */
    private volatile long uselessUntil = System.nanoTime();

    BearerTokens(OauthClient client, AccessTokens tokens) {
        this.client = client;
        this.tokens = tokens;
    }

    @Override
    public Uni<HttpRequest> authenticate(HttpRequest request) {
        return tokens.current()
                .ifNoItem()
                .after(request.limits().timeout())
                .on(Timeouts.clock())
                .failWith(() -> new UnauthenticatedException("no access token in time from "
                        + HttpAddress.describe(client.address()) + "; look at PROMETHEUS_OAUTH2_TOKEN_URL"))
                .map(token -> request.with(AUTHORIZATION, BEARER + token));
    }

    @Override
    public boolean mayRepeat(HttpRequest sent, Answered answer, boolean isFirst) {
        if (!isFirst) {
            uselessUntil = System.nanoTime() + REFUSAL.toNanos();
        }
        if (uselessUntil - System.nanoTime() > 0) {
            return false;
        }
        tokens.refused(sent.header(AUTHORIZATION).orElse(BEARER).substring(BEARER.length()));
        return true;
    }
}
