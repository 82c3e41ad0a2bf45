package dev.sliprovider.gateway;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** An OpenID provider: its discovery document, and its token endpoint (RFC 6749, 4.4). */
@Path("")
interface TokenApi {

    @GET
    Uni<Response> discover();

    /**
     * @param basic id and secret of the client (RFC 6749, 2.3.1)
     * @param form the grant
     */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    Uni<Response> token(@HeaderParam(HttpHeaders.AUTHORIZATION) String basic, byte[] form);
}
