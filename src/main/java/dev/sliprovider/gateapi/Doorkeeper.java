package dev.sliprovider.gateapi;

import dev.sliprovider.sli.Scope;
import dev.sliprovider.transport.EventBodies;
import dev.sliprovider.transport.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** Authenticates requests, and turns failures into responses. */
@Singleton
final class Doorkeeper {

    private final GateTokens tokens;
    private final EventBodies bodies;

    Doorkeeper(GateTokens tokens, EventBodies bodies) {
        this.tokens = tokens;
        this.bodies = bodies;
    }

    /** @param answer makes the response for the owner of the token in the header; the request has no body */
    Uni<Response> admit(RoutingContext context, Function<Permission, Uni<Response>> answer) {
        return answered(() -> answer.apply(owner(context)));
    }

    /** @param answer makes the response of the body of a sender that may make changes */
    Uni<Response> admitChange(RoutingContext context, BiFunction<Permission, byte[], Uni<Response>> answer) {
        return admitBody(context, (permission, body) -> {
            requireChange(permission);
            return answer.apply(permission, body);
        });
    }

    /** @param answer makes the response of the body, which is not read before its sender is known */
    Uni<Response> admitBody(RoutingContext context, BiFunction<Permission, byte[], Uni<Response>> answer) {
        return Uni.createFrom()
                .deferred(() -> {
                    Permission permission = owner(context);
                    return bodies.respond(context, body -> answered(() -> answer.apply(permission, body)));
                })
                .onFailure(ProblemException.class)
                .recoverWithItem(
                        failure -> authenticating(bodies.refused(context, ((ProblemException) failure).problem())));
    }

    private Permission owner(RoutingContext context) {
        return GateTokens.bearer(context.request().getHeader(HttpHeaders.AUTHORIZATION))
                .flatMap(tokens::permission)
                .orElseThrow(() -> new ProblemException(Problems.unauthenticated()));
    }

    /** @return the owner of a token that is not in the header */
    Permission owner(String token) {
        return tokens.permission(token).orElseThrow(() -> new ProblemException(Problems.unauthenticated()));
    }

    /** @param answer fails or throws with a {@link ProblemException} for its response */
    private static Uni<Response> answered(Supplier<Uni<Response>> answer) {
        return Uni.createFrom()
                .deferred(() -> answer.get())
                .onFailure(ProblemException.class)
                .recoverWithItem(failure -> response(((ProblemException) failure).problem()));
    }

    static Response response(Problem problem) {
        return authenticating(problem.toResponse());
    }

    private static Response authenticating(Response response) {
        return response.getStatus() == Response.Status.UNAUTHORIZED.getStatusCode()
                ? Response.fromResponse(response)
                        .header("WWW-Authenticate", "Bearer")
                        .build()
                : response;
    }

    static void requireAllowed(Permission permission, Scope scope) {
        if (!permission.allows(scope)) {
            throw new ProblemException(Problems.forbidden("the service " + scope));
        }
    }

    private static void requireChange(Permission permission) {
        if (!permission.mayChange()) {
            throw new ProblemException(Problems.forbidden("changes, because it is read-only"));
        }
    }
}
