package dev.sliprovider.gateapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.gate.Conclusion;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * A webhook of Flagger. It sends no headers of its own, so that its token is in {@code metadata.token}; it shows the body of
 * a response only for 4xx, but not for 429, so that all refusals are of that kind.
 *
 * @param token of the header or the metadata; empty without one
 * @param parameters of the address, and of the metadata where the address has none
 */
record FlaggerHook(String token, MultiMap parameters) {

    private static final int FAILED = 409;
    private static final int NOT_EVALUATED = 424;
    private static final String TOKEN = "token";
    private static final String ROLLBACK = "rollback";

    static FlaggerHook read(RoutingContext context, byte[] body) {
        RequestReader.requireKnown(context.queryParams());
        JsonNode metadata = RequestBody.parse(body).path("metadata");
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        String token = GateTokens.bearer(header).orElse(metadata.path(TOKEN).asText(""));
        MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
        metadata.properties().stream()
                .filter(member -> !member.getKey().equals(TOKEN))
                .forEach(member ->
                        parameters.set(member.getKey(), member.getValue().asText()));
        context.queryParams()
                .names()
                .forEach(name -> parameters.set(name, context.queryParams().getAll(name)));
        requireWord(parameters, "hook", "rollback", "");
        requireWord(parameters, "warning", "pass", "fail");
        return new FlaggerHook(token, parameters);
    }

    private static void requireWord(MultiMap parameters, String name, String one, String other) {
        String word = parameters.get(name);
        if (word != null && !word.equals(one) && !word.equals(other)) {
            throw ProblemException.wrong(
                    name,
                    name + " is \"" + word + "\"; write " + one + (other.isEmpty() ? "" : " or " + other)
                            + ", or leave it out");
        }
    }

    /** @return the response; failures are sentences, too */
    static Uni<Response> answered(Supplier<Uni<Response>> answer) {
        return Uni.createFrom()
                .deferred(() -> answer.get())
                .onFailure(ProblemException.class)
                .recoverWithItem(failure -> {
                    var problem = ((ProblemException) failure).problem();
                    return text(problem.status(), problem.title() + ": " + problem.detail());
                });
    }

    Response response(Outcome outcome) {
        String sentence = Sentences.of(outcome);
        if (!outcome.isVerdict()) {
            return text(NOT_EVALUATED, "it could not be evaluated: " + sentence);
        }
        boolean hasFailed = outcome instanceof Outcome.Concluded concluded && hasFailed(concluded.conclusion());
        boolean isGood = ROLLBACK.equals(parameters.get("hook")) == hasFailed;
        return text(isGood ? Response.Status.OK.getStatusCode() : FAILED, sentence);
    }

    private boolean hasFailed(Conclusion conclusion) {
        return switch (conclusion) {
            case PASS -> false;
            case WARNING -> "fail".equals(parameters.get("warning"));
            case FAIL -> true;
            case UNAVAILABLE, MISCONFIGURED -> throw new IllegalStateException("no verdict");
        };
    }

    private static Response text(int status, String sentence) {
        return Response.status(status)
                .entity((sentence + "\n").getBytes(StandardCharsets.UTF_8))
                .type("text/plain;charset=UTF-8")
                .build();
    }

    /** The token is a secret. */
    @Override
    public String toString() {
        return "FlaggerHook";
    }
}
