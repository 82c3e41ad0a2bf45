package dev.sliprovider.controlplane;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What an integration asks of shipyard-controller (contract §3.2). */
@Path("v1")
interface ControlPlaneApi {

    /** @param integration JSON (contract §4.1) */
    @POST
    @Path("uniform/registration")
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<Response> register(String integration);

    /** @param id of the registration */
    @PUT
    @Path("uniform/registration/{id}/ping")
    Uni<Response> ping(@PathParam("id") String id);

    /** @param id of the registration */
    @DELETE
    @Path("uniform/registration/{id}")
    Uni<Response> unregister(@PathParam("id") String id);

    /** @param entries JSON (contract §3.3) */
    @POST
    @Path("log")
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<Response> log(String entries);
}
