package dev.sliprovider.prometheus;

import dev.sliprovider.http.Authentication;
import dev.sliprovider.http.HttpRequest;
import dev.sliprovider.http.Secret;
import io.smallrye.mutiny.Uni;

/** An {@code Authorization} header that stays the same: Basic, or a bearer token. */
record FixedAuthorization(Secret value) implements Authentication {

    @Override
    public Uni<HttpRequest> authenticate(HttpRequest request) {
        return Uni.createFrom().item(request.with("Authorization", value.reveal()));
    }
}
