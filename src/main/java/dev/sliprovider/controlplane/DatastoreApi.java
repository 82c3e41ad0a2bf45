package dev.sliprovider.controlplane;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

/** The events that Keptn has stored (contract §3.4). */
@Path("/event")
interface DatastoreApi {

    /**
     * @param keptnContext or null
     * @param fromTime ISO with milliseconds, or null
     * @param pageSize 1 to 100
     * @param nextPageKey null for the first page
     * @return newest first
     */
    @GET
    Uni<Response> events(
            @QueryParam("project") String project,
            @QueryParam("keptnContext") String keptnContext,
            @QueryParam("type") String type,
            @QueryParam("fromTime") String fromTime,
            @QueryParam("pageSize") int pageSize,
            @QueryParam("nextPageKey") String nextPageKey);
}
