package dev.sliprovider.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the server's limits on queries, if it reports them. */
final class LimitsCheck {

    private static final List<String> FLAGS =
            List.of("query.timeout", "query.max-concurrency", "query.max-concurrent", "query.max-samples");
    /** The limits of a Mimir tenant, at the root of the server whatever the path of its API is. */
    private static final String OF_TENANT = "/api/v1/user_limits";

    private LimitsCheck() {}

    static Uni<StepResult> of(ServerProbe probe) {
        return probe.get(FlavourCheck.FLAGS)
                .map(ServerProbe::json)
                .flatMap(flags -> ofFlags(flags).isEmpty()
                        ? probe.get(OF_TENANT).map(ServerProbe::json).map(limits -> finding(ofTenant(limits)))
                        : Uni.createFrom()
                                .item(compared(flags, probe.means().config().concurrency())));
    }

    private static StepResult finding(String limits) {
        return StepResult.ok(Step.LIMITS, limits.isEmpty() ? "unknown, the server does not report them" : limits);
    }

    /** Queries beyond the server's concurrency wait there while their timeout runs. */
    static StepResult compared(JsonNode flags, int ours) {
        int most = flags.path("data").path("query.max-concurrency").asInt(0);
        return most > 0 && ours > most
                ? StepResult.warning(
                        Step.LIMITS,
                        ofFlags(flags) + "; up to " + ours
                                + " queries are sent at once, more than the server evaluates at once",
                        "set sli-provider.prometheus.concurrency to " + most + " or less")
                : StepResult.ok(Step.LIMITS, ofFlags(flags));
    }

    static String ofFlags(JsonNode flags) {
        return FLAGS.stream()
                .flatMap(name -> Stream.of(flags.path("data").path(name).asText())
                        .filter(value -> !value.isEmpty())
                        .map(value -> name + " " + value))
                .collect(Collectors.joining(", "));
    }

    /** The limits on queries that are set. */
    static String ofTenant(JsonNode limits) {
        return limits.properties().stream()
                .filter(limit -> limit.getKey().contains("_per_query"))
                .filter(limit -> limit.getValue().asLong() > 0)
                .map((Map.Entry<String, JsonNode> limit) ->
                        limit.getKey() + " " + limit.getValue().asText())
                .collect(Collectors.joining(", "));
    }
}
