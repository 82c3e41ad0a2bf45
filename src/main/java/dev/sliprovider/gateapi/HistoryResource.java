package dev.sliprovider.gateapi;

import dev.sliprovider.gateapi.HistoryRequest.Operation;
import dev.sliprovider.history.EvaluationHistory;
import dev.sliprovider.history.RecordJson;
import dev.sliprovider.store.HistoryConfig;
import dev.sliprovider.transport.EventBodies;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** The history of the service for {@code --history https://…} ({@code docs/history.md}). */
@Path("history")
public class HistoryResource {

    private static final byte[] NOTHING = {};

    private final GateTokens tokens;
    private final HistoryConfig config;
    private final Instance<EvaluationHistory> history;
    private final EventBodies bodies;
    private final GateThreads threads;

    HistoryResource(
            GateTokens tokens,
            HistoryConfig config,
            Instance<EvaluationHistory> history,
            EventBodies bodies,
            GateThreads threads) {
        this.threads = threads;
        this.tokens = tokens;
        this.config = config;
        this.history = history;
        this.bodies = bodies;
    }

    /** @return the services with evaluations */
    @GET
    @Path("services")
    public Uni<Response> services(@Context RoutingContext context) {
        return answered(context, Operation.SERVICES);
    }

    /** @return evaluations of a service, newest first */
    @GET
    @Path("evaluations")
    public Uni<Response> list(@Context RoutingContext context) {
        return answered(context, Operation.LIST);
    }

    /** Deletes the oldest evaluations of a service. */
    @DELETE
    @Path("evaluations")
    public Uni<Response> prune(@Context RoutingContext context) {
        return answered(context, Operation.PRUNE);
    }

    /** @return one evaluation */
    @GET
    @Path("evaluation")
    public Uni<Response> one(@Context RoutingContext context) {
        return answered(context, Operation.ONE);
    }

    /** Records an evaluation. */
    @PUT
    @Path("evaluation")
    public Uni<Response> add(@Context RoutingContext context) {
        return answeredBody(context, Operation.ADD);
    }

    /** Excludes an evaluation from all comparisons. */
    @PUT
    @Path("invalidation")
    public Uni<Response> invalidate(@Context RoutingContext context) {
        return answeredBody(context, Operation.INVALIDATE);
    }

    /** @return those of some ids of which there is no evaluation */
    @GET
    @Path("absent")
    public Uni<Response> absent(@Context RoutingContext context) {
        return answered(context, Operation.ABSENT);
    }

    /** @return the id that is pinned */
    @GET
    @Path("pin")
    public Uni<Response> pinned(@Context RoutingContext context) {
        return answered(context, Operation.PINNED);
    }

    /** Compares with one evaluation alone. */
    @PUT
    @Path("pin")
    public Uni<Response> pin(@Context RoutingContext context) {
        return answered(context, Operation.PIN);
    }

    /** Ends {@link #pin}. */
    @DELETE
    @Path("pin")
    public Uni<Response> unpin(@Context RoutingContext context) {
        return answered(context, Operation.UNPIN);
    }

    private Uni<Response> answered(RoutingContext context, Operation operation) {
        Optional<HistoryAnswer> refusal = refusal(context, operation);
        return refusal.isPresent()
                ? Uni.createFrom().item(response(refusal.get()))
                : answer(context, operation, NOTHING);
    }

    /** The body is not read before its sender is known. */
    private Uni<Response> answeredBody(RoutingContext context, Operation operation) {
        Optional<HistoryAnswer> refusal = refusal(context, operation);
        return refusal.isPresent()
                ? Uni.createFrom()
                        .item(authenticating(
                                bodies.refused(context, refusal.get().toProblem())))
                : bodies.respond(context, body -> answer(context, operation, body));
    }

    private Uni<Response> answer(RoutingContext context, Operation operation, byte[] body) {
        var request = new HistoryRequest(
                operation,
                name -> Optional.ofNullable(context.queryParams().get(name)),
                body,
                permission(context).orElseThrow());
        return threads.run(() -> new HistoryAccess(history.get()).answer(request))
                .onFailure(ProblemException.class)
                .recoverWithItem(failure -> HistoryAnswer.of(((ProblemException) failure).problem()))
                .map(HistoryResource::response);
    }

    private Optional<HistoryAnswer> refusal(RoutingContext context, Operation operation) {
        if (!tokens.isEnabled() || !config.isNamed()) {
            return Optional.of(HistoryAnswer.problem(
                    404,
                    "No history",
                    tokens.isEnabled()
                            ? "the service keeps no history; set sli-provider.history.directory or"
                                    + " sli-provider.history.database.url"
                            : "the service answers no clients; set sli-provider.gate.token"));
        }
        Optional<Permission> permission = permission(context);
        if (permission.isEmpty()) {
            return Optional.of(HistoryAnswer.problem(
                    401,
                    "Unauthenticated",
                    "the request has no token that is valid; send one in the header Authorization: Bearer TOKEN"));
        }
        return operation.isChange() && !permission.get().mayChange()
                ? Optional.of(HistoryAnswer.forbidden("changes, because it is read-only"))
                : Optional.empty();
    }

    private Optional<Permission> permission(RoutingContext context) {
        return GateTokens.bearer(context.request().getHeader(HttpHeaders.AUTHORIZATION))
                .flatMap(tokens::permission);
    }

    private static Response response(HistoryAnswer answer) {
        return authenticating(Response.status(answer.status())
                .type(answer.mediaType())
                .header("Cache-Control", "no-store")
                .entity(RecordJson.bytes(answer.body()))
                .build());
    }

    private static Response authenticating(Response response) {
        return response.getStatus() == Response.Status.UNAUTHORIZED.getStatusCode()
                ? Response.fromResponse(response)
                        .header("WWW-Authenticate", "Bearer")
                        .build()
                : response;
    }
}
