package dev.sliprovider.prometheus;

import dev.sliprovider.prometheus.PrometheusEndpoint.Target;
import dev.sliprovider.prometheus.QueryResult.Failed;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Queries interchangeable servers one after the other, until one works. */
final class Failover {

    /** A server that failed, and the cause. */
    private record Silent(Target target, QueryFailure failure) {

        @Override
        public String toString() {
            return target + ": " + failure.text();
        }
    }

    private final Function<Target, Uni<QueryResult>> question;
    private final Iterator<Target> next;
    private final List<Silent> silent = new ArrayList<>();

    private Failover(Function<Target, Uni<QueryResult>> question, Iterator<Target> next) {
        this.question = question;
        this.next = next;
    }

    /** @param targets at least one */
    static Uni<QueryResponse> ask(List<Target> targets, Function<Target, Uni<QueryResult>> question) {
        return Uni.createFrom().deferred(() -> new Failover(question, targets.iterator()).askNext());
    }

    private Uni<QueryResponse> askNext() {
        Target target = next.next();
        return question.apply(target).flatMap(result -> {
            Optional<QueryFailure> failure = reasonToAskNext(result);
            failure.ifPresent(why -> silent.add(new Silent(target, why)));
            return failure.isPresent() && next.hasNext()
                    ? askNext()
                    : Uni.createFrom().item(failure.map(this::failed).orElseGet(() -> answered(target, result)));
        });
    }

    private QueryResponse answered(Target target, QueryResult result) {
        List<String> remarks = silent.isEmpty()
                ? List.of()
                : List.of(target + " was queried instead: "
                        // Without the cause: causes differ from query to query, but this warning is shown once for all
                        // queries.
                        + silent.stream()
                                .map(each -> each.target() + ": "
                                        + each.failure().kind().says())
                                .collect(Collectors.joining("; ")));
        return new QueryResponse(result, target.toString(), remarks);
    }

    /** If no server works, the message has the cause of each. */
    private QueryResponse failed(QueryFailure last) {
        // If the failure of one server is temporary, all servers are queried again.
        QueryFailure decisive = silent.stream()
                .map(Silent::failure)
                .filter(failure -> failure.kind().isRepeated())
                .findFirst()
                .orElse(last);
        String servers = silent.stream().map(each -> each.target().toString()).collect(Collectors.joining(", "));
        QueryFailure whole = silent.size() == 1
                ? last
                : new QueryFailure(
                        decisive.kind(),
                        decisive.retryAfter(),
                        silent.stream().map(Silent::toString).collect(Collectors.joining("; ")),
                        "");
        return new QueryResponse(new Failed(whole), servers, List.of());
    }

    private static Optional<QueryFailure> reasonToAskNext(QueryResult result) {
        return result instanceof Failed(QueryFailure failure)
                        && failure.kind().handling().asksNextServer()
                ? Optional.of(failure)
                : Optional.empty();
    }
}
