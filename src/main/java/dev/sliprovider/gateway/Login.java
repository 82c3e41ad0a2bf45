package dev.sliprovider.gateway;

import dev.sliprovider.oauth.AccessTokens;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestFilter;

/** What a request carries so that the gateway lets it pass: Keptn's API token, an access token, or both. */
record Login(Optional<String> apiToken, Optional<AccessTokens> accessTokens)
        implements ResteasyReactiveClientRequestFilter, ClientResponseFilter {

    private static final String BEARER = "Bearer ";

    @Override
    public void filter(ResteasyReactiveClientRequestContext request) {
        apiToken.ifPresent(token -> request.getHeaders().putSingle("x-token", token));
        accessTokens.ifPresent(tokens -> {
            request.suspend();
            tokens.current()
                    .subscribe()
                    .with(
                            token -> {
                                request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, BEARER + token);
                                request.resume();
                            },
                            request::resume);
        });
    }

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        String sent = String.valueOf(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
        if (response.getStatus() == 401 && sent.startsWith(BEARER)) {
            accessTokens.ifPresent(tokens -> tokens.refused(sent.substring(BEARER.length())));
        }
    }

    @Override
    public String toString() {
        return "login";
    }
}
