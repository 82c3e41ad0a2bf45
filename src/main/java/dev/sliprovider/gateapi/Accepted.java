package dev.sliprovider.gateapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * An evaluation that is answered later. Its address has the time by which it ends, so that every replica can answer for it,
 * also if the one that works on it has died: until then it is running, afterwards it is errored, unless the history has it.
 */
final class Accepted {

    private static final int PAUSE_SECONDS = 2;

    private Accepted() {}

    /** @return HTTP 202 with the address of the evaluation */
    static Response response(RoutingContext context, EvaluationRun run) {
        ObjectNode document = EvaluationDocument.running(run.request());
        String address = EvaluationDocument.path(run.request().id()) + "?until="
                + run.latest().plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
        document.putObject("links").put("self", address);
        return Response.status(Response.Status.ACCEPTED)
                .entity(document.toString().getBytes(StandardCharsets.UTF_8))
                .type(EvaluationDocument.JSON)
                .header("Location", server(context) + address)
                .header("Retry-After", PAUSE_SECONDS)
                .build();
    }

    /** Some clients resolve no relative address. */
    private static String server(RoutingContext context) {
        HostAndPort authority = context.request().authority();
        return authority == null ? "" : context.request().scheme() + "://" + authority;
    }

    /** @param until the time in the address; may be null */
    static Response elsewhere(String id, String until) {
        if (until == null) {
            return Doorkeeper.response(Problems.unknown(id));
        }
        return EvaluationDocument.response(
                isOver(until)
                        ? EvaluationDocument.of(
                                id,
                                "errored",
                                "the evaluation has no result that is known: the process that worked on it has ended, or"
                                        + " its result is not recorded; request it again with the same id")
                        : EvaluationDocument.of(id, "running", "the evaluation is not in the history yet"));
    }

    private static boolean isOver(String until) {
        try {
            return Instant.parse(until).isBefore(Instant.now());
        } catch (DateTimeParseException e) {
            throw ProblemException.wrong(
                    "until", "until is no time such as 2026-01-15T09:00:00Z; use the address of HTTP 202");
        }
    }
}
