package dev.sliprovider.gateapi;

import dev.sliprovider.gateapi.EvaluationRequest.Key;
import dev.sliprovider.task.TaskConfig;
import dev.sliprovider.transport.Problem;
import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The evaluations in progress, those that wait for their turn, and the last ones that have ended. Their number is bounded;
 * equal requests with one id share one evaluation.
 */
@Singleton
final class EvaluationRuns {

    private static final Logger LOG = Logger.getLogger(EvaluationRuns.class);

    /** Answers of that many evaluations are kept for clients that ask for them. */
    private static final int MOST_ENDED = 50;

    /** An evaluation that has begun ends by itself at its deadline. */
    private static final Duration MORE = Duration.ofSeconds(1);

    /** What became of an offered evaluation. */
    sealed interface Offer {

        /**
         * It takes place, or an equal request was made before.
         *
         * @param run of the evaluation
         */
        record Accepted(EvaluationRun run) implements Offer {}

        /**
         * It does not take place.
         *
         * @param problem why
         */
        record Refused(Problem problem) implements Offer {}
    }

    private final int most;
    private final int mostWaiting;
    private final Duration grace;
    private final Map<Key, EvaluationRun> underWay = new HashMap<>();
    private final EndedRuns ended = new EndedRuns(MOST_ENDED);
    private final ArrayDeque<EvaluationRun> waiting = new ArrayDeque<>();
    private int running;
    private boolean closed;

    @Inject
    EvaluationRuns(GateConfig config, TaskConfig tasks) {
        this(config.maxRunning(), config.maxWaiting(), tasks.grace());
    }

    EvaluationRuns(int most, int mostWaiting, Duration grace) {
        this.most = most;
        this.mostWaiting = mostWaiting;
        this.grace = grace;
    }

    /** @param work begins when it is its turn; never fails */
    Offer offer(EvaluationRequest request, Uni<Outcome> work) {
        var run = new EvaluationRun(request, work);
        synchronized (this) {
            Optional<EvaluationRun> same =
                    Optional.ofNullable(underWay.get(request.key())).or(() -> ended.verdict(request.key()));
            if (same.isPresent()) {
                return same.get().request().digest().equals(request.digest())
                        ? new Offer.Accepted(same.get())
                        : new Offer.Refused(Problems.otherRequest(request.id()));
            }
            if (closed) {
                return new Offer.Refused(Problems.ending());
            }
            if (running >= most && waiting.size() >= mostWaiting) {
                return new Offer.Refused(Problems.full(waiting.size()));
            }
            underWay.put(request.key(), run);
            waiting.add(run);
        }
        endInTime(run);
        run.afterwards(() -> ended(run));
        beginNext();
        return new Offer.Accepted(run);
    }

    /** The time of an evaluation includes the wait for its turn. */
    private static void endInTime(EvaluationRun run) {
        Duration deadline = run.request().terms().deadline();
        ScheduledFuture<?> late = Timeouts.clock()
                .schedule(
                        () -> run.end(new Outcome.Impossible(Problems.late(deadline))),
                        deadline.plus(MORE).toMillis(),
                        TimeUnit.MILLISECONDS);
        run.afterwards(() -> late.cancel(false));
    }

    /** @return an evaluation that is in progress or has ended a short time ago, of a service that is allowed */
    synchronized Optional<EvaluationRun> find(String id, Permission permission) {
        return underWay.values().stream()
                .filter(run -> run.request().id().equals(id))
                .filter(run -> permission.allows(run.request().scope()))
                .findFirst()
                .or(() -> ended.find(id, permission));
    }

    /** The evaluation is not answered from memory any more. */
    synchronized void forget(Key key) {
        ended.remove(key);
    }

    /** @return the number of evaluations in progress and waiting */
    synchronized int size() {
        return underWay.size();
    }

    /** The process shuts down: further requests are refused. */
    synchronized void close() {
        closed = true;
    }

    /** Waits for the evaluations in progress, as long as work in progress may take; then they end without a verdict. */
    void drain() {
        List<EvaluationRun> left;
        synchronized (this) {
            left = new ArrayList<>(underWay.values());
        }
        CompletableFuture<?> all =
                CompletableFuture.allOf(left.stream().map(EvaluationRun::future).toArray(CompletableFuture[]::new));
        try {
            all.get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            long open = left.stream().filter(run -> run.known().isEmpty()).count();
            LOG.warnf("%d evaluations of the gate end without a verdict, because the process stops", open);
            left.forEach(run -> run.end(new Outcome.Impossible(Problems.ending())));
        } catch (ExecutionException e) {
            throw new IllegalStateException("an evaluation never fails", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beginNext() {
        Optional<EvaluationRun> next;
        synchronized (this) {
            next = running < most ? Optional.ofNullable(waiting.poll()) : Optional.empty();
            if (next.isPresent()) {
                running++;
            }
        }
        next.ifPresent(EvaluationRun::begin);
    }

    private void ended(EvaluationRun run) {
        synchronized (this) {
            underWay.remove(run.request().key());
            ended.add(run);
            if (!waiting.remove(run)) {
                running--;
            }
        }
        beginNext();
    }
}
