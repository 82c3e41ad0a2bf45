package dev.sliprovider.transport;

import dev.sliprovider.keptn.EventFormat;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Whoever takes answers over HTTP: a distributor, a Knative broker. */
@Path("")
interface SinkApi {

    /** @param event structured JSON */
    @POST
    @Consumes(EventFormat.MEDIA_TYPE)
    Uni<Response> post(byte[] event);
}
