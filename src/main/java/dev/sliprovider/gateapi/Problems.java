package dev.sliprovider.gateapi;

import dev.sliprovider.gate.GateException;
import dev.sliprovider.transport.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The problems of requests to the gate. */
final class Problems {

    private static final int PAUSE_SECONDS = 5;
    private static final Pattern PLACE = Pattern.compile("^[^\\n:]+:(\\d{1,9}):\\d{1,9}: ");

    private Problems() {}

    static Problem unauthenticated() {
        return new Problem(
                401,
                "Unauthenticated",
                "the request has no token that is valid; send one in the header Authorization: Bearer TOKEN",
                Optional.of("Authorization"));
    }

    /** Also for services that do not exist: the answer does not tell whether they do. */
    static Problem forbidden(String what) {
        return new Problem(
                403,
                "Forbidden",
                "the token does not allow " + what + "; use another one, or extend its line in the file of tokens",
                Optional.of("Authorization"));
    }

    static Problem unknown(String id) {
        return new Problem(
                404,
                "Unknown evaluation",
                "there is no evaluation \"" + id.replaceAll("[^A-Za-z0-9._~+=@:-]", "?")
                        + "\", it is invalidated, or the token does not allow its service;" + " check the id",
                Optional.of("id"));
    }

    static Problem otherRequest(String id) {
        return new Problem(
                409,
                "Another request has this id",
                "the evaluation \"" + id + "\" was made by another request; send another id, or the same body",
                Optional.of("id"));
    }

    static Problem withoutHistory(String member) {
        return new Problem(
                422,
                "No history",
                member
                        + " needs a history, and the service has none; set sli-provider.history.directory or sli-provider.history.database.url",
                Optional.of(member));
    }

    static Problem late(Duration deadline) {
        return new Problem(
                        504,
                        "Deadline reached",
                        "the evaluation has no result after " + deadline.toSeconds()
                                + " s (deadline); nothing is concluded. Check the load of Prometheus, or allow more time",
                        Optional.empty())
                .retryAfter(PAUSE_SECONDS);
    }

    static Problem full(int waiting) {
        return new Problem(
                        503,
                        "Too many evaluations",
                        "the program works on as many evaluations as it may, and " + waiting
                                + " more wait (sli-provider.gate.max-waiting); repeat the request later",
                        Optional.empty())
                .retryAfter(PAUSE_SECONDS);
    }

    static Problem ending() {
        return new Problem(
                        503,
                        "Shutting down",
                        "the process ends, and nothing is concluded; repeat the request",
                        Optional.empty())
                .retryAfter(1);
    }

    static Problem bug() {
        return new Problem(
                500,
                "Unexpected failure",
                "the evaluation failed because of a bug of this program, whose log has the details; nothing is concluded",
                Optional.empty());
    }

    /** @return why nothing can be evaluated */
    static Problem of(GateException failure) {
        return switch (failure.kind()) {
            case NO_OBJECTIVES -> new Problem(404, "No slo.yaml", failure.getMessage(), Optional.of("slo.yaml"));
            case WRONG_INPUT ->
                new Problem(422, "It cannot be evaluated", failure.getMessage(), Optional.empty())
                        .at(line(failure.getMessage()));
            case UNAVAILABLE ->
                new Problem(503, "It could not be evaluated", failure.getMessage(), Optional.empty())
                        .retryAfter(PAUSE_SECONDS);
        };
    }

    /** @return an evaluation without a verdict, for callers that take any other answer for a verdict */
    static Problem errored(String reason, boolean isTemporary) {
        return isTemporary
                ? new Problem(503, "It could not be evaluated", reason, Optional.empty()).retryAfter(PAUSE_SECONDS)
                : new Problem(422, "It cannot be evaluated", reason, Optional.empty());
    }

    private static Optional<Integer> line(String message) {
        Matcher place = PLACE.matcher(message);
        return place.find() ? Optional.of(Integer.valueOf(place.group(1))) : Optional.empty();
    }
}
