package dev.sliprovider.prometheus;

import dev.sliprovider.prometheus.PrometheusEndpoint.Target;
import dev.sliprovider.prometheus.QueryResult.Failed;
import dev.sliprovider.waiting.Deadline;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A query with its deadline and share, and the failures of its attempts so far. */
final class OngoingQuery {

    private final InstantQuery query;
    private final Deadline deadline;
    private final FairShare share;
    /** Servers that may still work at the query. */
    private final Set<Target> busy = ConcurrentHashMap.newKeySet();

    private volatile Optional<QueryFailure> last = Optional.empty();

    OngoingQuery(InstantQuery query, Deadline deadline, FairShare share) {
        this.query = query;
        this.deadline = deadline;
        this.share = share;
    }

    InstantQuery query() {
        return query;
    }

    Deadline deadline() {
        return deadline;
    }

    FairShare share() {
        return share;
    }

    /** @return the servers that may get the query */
    List<Target> targets() {
        return query.endpoint().targets().stream()
                .filter(target -> !busy.contains(target))
                .toList();
    }

    void learn(Target target, QueryResult result) {
        if (result instanceof Failed(QueryFailure failure) && failure.kind().handling() == FailureHandling.GIVEN_UP) {
            busy.add(target);
        }
    }

    void learn(QueryFailure failure) {
        last = Optional.of(failure);
    }

    /** @return the failure that the time of the event is over, with the cause of the retries */
    QueryFailure noTimeLeft() {
        return QueryFailure.noTimeLeft("waiting for Prometheus"
                + last.map(failure -> "; the last attempt: " + failure.cause()).orElse(""));
    }
}
