package dev.sliprovider.prometheus;

import dev.sliprovider.endpoint.PrometheusEndpoint.Target;
import dev.sliprovider.endpoint.RequestFailure;
import dev.sliprovider.endpoint.RequestFailure.Kind;
import dev.sliprovider.prometheus.QueryResult.Failed;
import dev.sliprovider.sli.Reason;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks servers that stand for each other one after the other, until one can be reached and works. */
final class Failover {

    /** Who could not answer, and why. */
    private record Silent(Target target, RequestFailure failure) {

        @Override
        public String toString() {
            return target + ": " + failure.cause();
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
    static Uni<Asked> ask(List<Target> targets, Function<Target, Uni<QueryResult>> question) {
        return Uni.createFrom().deferred(() -> new Failover(question, targets.iterator()).askNext());
    }

    private Uni<Asked> askNext() {
        Target target = next.next();
        return question.apply(target).flatMap(result -> {
            Optional<RequestFailure> failure = mayBeMadeGood(result);
            failure.ifPresent(why -> silent.add(new Silent(target, why)));
            return failure.isPresent() && next.hasNext()
                    ? askNext()
                    : Uni.createFrom().item(failure.map(this::failed).orElseGet(() -> answered(target, result)));
        });
    }

    private Asked answered(Target target, QueryResult result) {
        List<String> remarks = silent.isEmpty()
                ? List.of()
                : List.of(target + " was asked instead: "
                        // Their own words differ from query to query; this is said once for all.
                        + silent.stream()
                                .map(each -> each.target() + ": "
                                        + each.failure().kind().says())
                                .collect(Collectors.joining("; ")));
        return new Asked(result, target.toString(), remarks);
    }

    /** If none works, what is to be said is why each does not. */
    private Asked failed(RequestFailure last) {
        // If one of them may be back in a moment, all may be asked again.
        RequestFailure kind = silent.stream()
                .map(Silent::failure)
                .filter(RequestFailure::passing)
                .findFirst()
                .orElse(last);
        String servers = silent.stream().map(each -> each.target().toString()).collect(Collectors.joining(", "));
        String cause = silent.size() == 1
                ? last.cause()
                : silent.stream().map(Silent::toString).collect(Collectors.joining("; "));
        return new Asked(new Failed(new RequestFailure(kind.kind(), kind.retryAfter(), cause)), servers, List.of());
    }

    /** What another server may make good: that this one is not reached, or does not work. */
    private static Optional<RequestFailure> mayBeMadeGood(QueryResult result) {
        return result instanceof Failed(RequestFailure failure)
                        && (failure.reason() == Reason.UNREACHABLE
                                || failure.reason() == Reason.SERVER_ERROR
                                || failure.kind() == Kind.CONNECT_TIMEOUT
                                || failure.kind() == Kind.NO_ANSWER_IN_TIME)
                ? Optional.of(failure)
                : Optional.empty();
    }
}
