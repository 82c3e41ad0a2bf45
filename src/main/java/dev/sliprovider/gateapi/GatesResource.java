package dev.sliprovider.gateapi;

import dev.sliprovider.sli.Scope;
import dev.sliprovider.transport.EventBodies;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Gates for tools that roll out step by step: each request evaluates, and records nothing ({@code docs/gate-api.md}). */
@Path("gates/{project}/{stage}/{service}")
public class GatesResource {

    private final EventBodies bodies;
    private final Doorkeeper doorkeeper;
    private final RequestReader reader;
    private final EvaluationStarter starter;
    private final AzureChecks checks;

    GatesResource(
            EventBodies bodies,
            Doorkeeper doorkeeper,
            RequestReader reader,
            EvaluationStarter starter,
            AzureChecks checks) {
        this.bodies = bodies;
        this.doorkeeper = doorkeeper;
        this.reader = reader;
        this.starter = starter;
        this.checks = checks;
    }

    /** @return HTTP 200 for any verdict, for Argo Rollouts and probes; 4xx or 503 without one */
    @GET
    public Uni<Response> gate(
            @PathParam("project") String project,
            @PathParam("stage") String stage,
            @PathParam("service") String service,
            @Context RoutingContext context) {
        return doorkeeper.admit(context, permission -> {
            Scope scope = scope(project, stage, service);
            Doorkeeper.requireAllowed(permission, scope);
            RequestReader.requireKnown(context.queryParams());
            EvaluationRequest request = reader.read(scope, context.queryParams());
            return starter.outcome(request).map(outcome -> verdict(request, outcome));
        });
    }

    /** @return the document of a verdict; a problem without one, which a tool must not take for a verdict */
    static Response verdict(EvaluationRequest request, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Impossible impossible -> Doorkeeper.response(impossible.problem());
            case Outcome.Concluded concluded ->
                concluded.isVerdict()
                        ? EvaluationDocument.response(EvaluationDocument.of(request, outcome))
                        : Doorkeeper.response(Sentences.problem(concluded));
        };
    }

    /** @return one sentence for Flagger, with a status that tells its hooks what to do */
    @POST
    @Path("flagger")
    public Uni<Response> flagger(
            @PathParam("project") String project,
            @PathParam("stage") String stage,
            @PathParam("service") String service,
            @Context RoutingContext context) {
        return bodies.respond(
                context,
                body -> FlaggerHook.answered(() -> {
                    FlaggerHook hook = FlaggerHook.read(context, body);
                    Permission permission = doorkeeper.owner(hook.token());
                    Scope scope = scope(project, stage, service);
                    Doorkeeper.requireAllowed(permission, scope);
                    return starter.outcome(reader.read(scope, hook.parameters()))
                            .map(hook::response);
                }));
    }

    /** @return the document of a verdict; with {@code mode=callback} HTTP 200 at once, and Azure gets the outcome later */
    @POST
    @Path("azure")
    public Uni<Response> azure(
            @PathParam("project") String project,
            @PathParam("stage") String stage,
            @PathParam("service") String service,
            @Context RoutingContext context) {
        return doorkeeper.admitBody(context, (permission, body) -> {
            Scope scope = scope(project, stage, service);
            Doorkeeper.requireAllowed(permission, scope);
            RequestReader.requireKnown(context.queryParams());
            EvaluationRequest request = reader.read(scope, context.queryParams());
            return "callback".equals(context.queryParams().get("mode"))
                    ? Uni.createFrom()
                            .item(checks.start(request, context.request().headers()))
                    : starter.outcome(request).map(outcome -> verdict(request, outcome));
        });
    }

    private static Scope scope(String project, String stage, String service) {
        return RequestFields.checked("path", () -> new Scope(project, stage, service));
    }
}
