package dev.sliprovider.resource;

import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Keptn's resource-service over HTTP (contract §6.1). The address is given whole, because its encoding matters. */
@Path("")
interface ResourceServiceApi {

    /**
     * @param resource the whole address of one resource, encoded
     * @param token Keptn API token, or null
     */
    @GET
    Uni<Response> get(@Url String resource, @HeaderParam("x-token") String token);
}
