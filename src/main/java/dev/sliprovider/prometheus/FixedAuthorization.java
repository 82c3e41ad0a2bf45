package dev.sliprovider.prometheus;

import dev.sliprovider.http.Authentication;
import dev.sliprovider.http.HttpRequest;
import dev.sliprovider.http.Secret;
import io.smallrye.mutiny.Uni;

/** A constant {@code Authorization} header: Basic, or a bearer token. */
record FixedAuthorization(Secret value) implements Authentication {

    @Override
    public Uni<HttpRequest> authenticate(HttpRequest request) {
        return Uni.createFrom().item(request.with("Authorization", value.reveal()));
    }
}
