package dev.sliprovider.controlplane;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

/** The projects that Keptn has (contract §3.2). */
@Path("/v1/project")
interface ProjectsApi {

    /** @param nextPageKey null for the first page */
    @GET
    Uni<Response> projects(@QueryParam("pageSize") int pageSize, @QueryParam("nextPageKey") String nextPageKey);
}
