package dev.sliprovider.gateapi;

import dev.sliprovider.gate.ReportedEvaluation;
import dev.sliprovider.gateapi.EvaluationRuns.Offer;
import dev.sliprovider.transport.EventRequest;
import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;

/** Evaluations for tools that ask for one and read its outcome ({@code docs/gate-api.md}). */
@Path("evaluations")
public class EvaluationsResource {

    private final Doorkeeper doorkeeper;
    private final RequestReader reader;
    private final EvaluationStarter starter;
    private final StoredEvaluations stored;

    EvaluationsResource(
            Doorkeeper doorkeeper, RequestReader reader, EvaluationStarter starter, StoredEvaluations stored) {
        this.doorkeeper = doorkeeper;
        this.reader = reader;
        this.starter = starter;
        this.stored = stored;
    }

    /** @return the evaluation that the body asks for, or HTTP 202 if it takes longer than the client waits */
    @POST
    public Uni<Response> evaluate(@Context RoutingContext context) {
        return doorkeeper.admitChange(
                context,
                (permission, body) -> evaluate(
                        context, permission, reader.read(context.request().headers(), body)));
    }

    private Uni<Response> evaluate(RoutingContext context, Permission permission, EvaluationRequest request) {
        Doorkeeper.requireAllowed(permission, request.scope());
        Duration wait = Preference.of(context.request().headers());
        return stored.earlier(request)
                .flatMap(earlier -> earlier.isPresent()
                        ? Uni.createFrom().item(EvaluationDocument.response(EvaluationDocument.of(earlier.get())))
                        : answered(context, starter.start(request), wait));
    }

    private static Uni<Response> answered(RoutingContext context, Offer offer, Duration wait) {
        return switch (offer) {
            case Offer.Refused refused -> Uni.createFrom().item(Doorkeeper.response(refused.problem()));
            case Offer.Accepted accepted -> {
                EvaluationRun run = accepted.run();
                yield wait.isZero() && run.known().isEmpty()
                        ? Uni.createFrom().item(Accepted.response(context, run))
                        : run.outcome()
                                .map(outcome -> response(run.request(), outcome))
                                .ifNoItem()
                                .after(wait.isZero() ? Duration.ofMillis(1) : wait)
                                .on(Timeouts.clock())
                                .recoverWithItem(() -> Accepted.response(context, run));
            }
        };
    }

    private static Response response(EvaluationRequest request, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Concluded concluded -> EvaluationDocument.response(EvaluationDocument.of(request, outcome));
            case Outcome.Impossible impossible -> Doorkeeper.response(impossible.problem());
        };
    }

    /** @return the events of the newest evaluations that the parameters choose */
    @GET
    public Uni<Response> list(@Context RoutingContext context) {
        return doorkeeper.admit(context, permission -> stored.list(permission, new ListQuery(context.queryParams()))
                .map(EvaluationDocument::response));
    }

    /** @return the evaluation with that id, in progress or not */
    @GET
    @Path("{id}")
    public Uni<Response> one(@PathParam("id") String id, @Context RoutingContext context) {
        return doorkeeper.admit(context, permission -> {
            Duration wait = Preference.ofParameter(context.request().getParam("wait"));
            Optional<EvaluationRun> run = starter.find(id, permission);
            if (run.isPresent()) {
                EvaluationRequest request = run.get().request();
                return run.get()
                        .outcome()
                        .map(outcome -> EvaluationDocument.response(EvaluationDocument.of(request, outcome)))
                        .ifNoItem()
                        .after(wait.isZero() ? Duration.ofMillis(1) : wait)
                        .on(Timeouts.clock())
                        .recoverWithItem(() -> EvaluationDocument.response(EvaluationDocument.running(request)));
            }
            return stored.find(id, permission).map(found -> found.map(EvaluationDocument::of)
                    .map(EvaluationDocument::response)
                    .orElseGet(() -> Accepted.elsewhere(id, context.request().getParam("until"))));
        });
    }

    /** @return a report of the evaluation, such as {@code report.html} */
    @GET
    @Path("{id}/report.{form}")
    public Uni<Response> report(
            @PathParam("id") String id, @PathParam("form") String form, @Context RoutingContext context) {
        return doorkeeper.admit(context, permission -> {
            ReportForm wanted = ReportForm.of(form);
            Optional<ReportedEvaluation> recent = starter.find(id, permission)
                    .flatMap(EvaluationRun::known)
                    .flatMap(outcome -> outcome instanceof Outcome.Concluded concluded
                            ? Optional.of(concluded.recorded())
                            : Optional.empty());
            return stored.report(id, permission, recent, wanted);
        });
    }

    /** Excludes an evaluation from all comparisons. */
    @POST
    @Path("{id}/invalidation")
    public Uni<Response> invalidate(@PathParam("id") String id, @Context RoutingContext context) {
        return doorkeeper.admitChange(context, (permission, body) -> {
            requireJson(context);
            String reason = RequestBody.parse(body).path("reason").asText("").strip();
            if (reason.isEmpty()) {
                throw ProblemException.wrong("reason", "reason is missing; write why the evaluation does not count");
            }
            return changed(id, permission, (history, scope) -> {
                history.invalidate(id, reason + " (" + permission.name() + ")");
                starter.forget(new EvaluationRequest.Key(scope, id));
            });
        });
    }

    private static void requireJson(RoutingContext context) {
        String type = EventRequest.mediaType(context.request().headers());
        if (!type.equals(EvaluationDocument.JSON)) {
            throw new ProblemException(RequestReader.unsupported(type));
        }
    }

    /** Compares later evaluations of its service with this one only. */
    @PUT
    @Path("{id}/pin")
    public Uni<Response> pin(@PathParam("id") String id, @Context RoutingContext context) {
        return changing(id, context, (history, scope) -> history.pin(id));
    }

    /** Ends {@link #pin}. */
    @DELETE
    @Path("{id}/pin")
    public Uni<Response> unpin(@PathParam("id") String id, @Context RoutingContext context) {
        return changing(id, context, (history, scope) -> {
            if (history.pinned().filter(id::equals).isPresent()) {
                history.unpin();
            }
        });
    }

    private Uni<Response> changing(String id, RoutingContext context, StoredEvaluations.Change change) {
        return doorkeeper.admitChange(context, (permission, body) -> changed(id, permission, change));
    }

    private Uni<Response> changed(String id, Permission permission, StoredEvaluations.Change change) {
        return stored.change(id, permission, change)
                .map(done -> Response.noContent().build());
    }
}
