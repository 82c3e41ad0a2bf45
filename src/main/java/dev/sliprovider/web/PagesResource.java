package dev.sliprovider.web;

import dev.sliprovider.sli.Scope;
import dev.sliprovider.transport.EventBodies;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The pages for people. */
@Path(Links.OVERVIEW)
public class PagesResource {

    private static final String SERVICE = "{project}/{stage}/{service}";
    private static final String EVALUATION = SERVICE + "/evaluations/{id}";

    private final Pages pages;
    private final Entrance entrance;
    private final EventBodies bodies;

    PagesResource(Pages pages, Entrance entrance, EventBodies bodies) {
        this.pages = pages;
        this.entrance = entrance;
        this.bodies = bodies;
    }

    /** @return all services with their last verdicts */
    @GET
    @Blocking
    public Response overview(@Context RoutingContext context) {
        return entrance.admit(context, pages::overview);
    }

    /** @return a service with its last evaluations */
    @GET
    @Blocking
    @Path(SERVICE)
    public Response service(
            @Context RoutingContext context,
            @PathParam("project") String project,
            @PathParam("stage") String stage,
            @PathParam("service") String service,
            @QueryParam("label") List<String> labels) {
        ServiceQuery query = ServiceQuery.parse(labels, context.request().getParam("limit"));
        String notice = ChangeForm.notice(context.request().getParam("done"));
        return entrance.admit(
                context, visitor -> pages.service(visitor, new Scope(project, stage, service), query, notice));
    }

    /** @return an evaluation with everything */
    @GET
    @Blocking
    @Path(EVALUATION)
    public Response evaluation(
            @Context RoutingContext context,
            @PathParam("project") String project,
            @PathParam("stage") String stage,
            @PathParam("service") String service,
            @PathParam("id") String id) {
        String notice = ChangeForm.notice(context.request().getParam("done"));
        return entrance.admit(
                context, visitor -> pages.evaluation(visitor, new Scope(project, stage, service), id, notice, ""));
    }

    /** @return the page that shows what has become of an evaluation */
    @POST
    @Path(EVALUATION)
    public Uni<Response> change(
            @Context RoutingContext context,
            @PathParam("project") String project,
            @PathParam("stage") String stage,
            @PathParam("service") String service,
            @PathParam("id") String id) {
        return bodies.respond(
                context,
                body -> entrance.admitForm(
                        context,
                        FormFields.parse(body),
                        (visitor, fields) ->
                                pages.change(visitor, new Scope(project, stage, service), id, ChangeForm.of(fields))));
    }
}
