package dev.sliprovider.getsli;

import dev.sliprovider.diagnosis.QuestionResult;
import dev.sliprovider.diagnosis.WatchedSelector;
import dev.sliprovider.getsli.Completeness.Gap;
import dev.sliprovider.getsli.SelectorState.Absent;
import dev.sliprovider.getsli.SelectorState.Arrived;
import dev.sliprovider.getsli.SelectorState.Behind;
import dev.sliprovider.getsli.SelectorState.Ended;
import dev.sliprovider.getsli.SelectorState.Unknown;
import dev.sliprovider.prometheus.FairShare;
import dev.sliprovider.prometheus.PrometheusClient;
import dev.sliprovider.prometheus.PrometheusEndpoint;
import dev.sliprovider.prometheus.QueryResponse;
import dev.sliprovider.prometheus.QueryResult;
import dev.sliprovider.waiting.Deadline;
import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One wait until the samples of a window have arrived. The newest samples of the selectors that are late are queried again every second. */
final class DataWait {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** A server that needs longer to say how far it is cannot be waited for. */
    private static final Duration LONGEST_QUESTION = Duration.ofSeconds(10);

    /**
     * What is waited for.
     *
     * @param project whose share of the server is used
     * @param selectors at least one
     * @param window the length of the window
     * @param until the end of the wait
     * @param questions the end of the last question, which may begin when the wait is over
     * @param waiting receives what is still missing, as a clause, after each query
     */
    record Wait(
            String project,
            List<WatchedSelector> selectors,
            Duration window,
            Deadline until,
            Deadline questions,
            Consumer<String> waiting) {}

    private final PrometheusClient prometheus;
    private final PrometheusEndpoint endpoint;
    private final Wait wait;
    private final long began = System.nanoTime();
    private final Map<WatchedSelector, SelectorState> states = new LinkedHashMap<>();
    /** Whether it is known that the selectors had no series before, either. */
    private boolean isNew;

    DataWait(PrometheusClient prometheus, PrometheusEndpoint endpoint, Wait wait) {
        this.prometheus = prometheus;
        this.endpoint = endpoint;
        this.wait = wait;
    }

    /** @return what is there at the end of the wait */
    Uni<Completeness> completeness() {
        return poll(0);
    }

    private Uni<Completeness> poll(int polls) {
        return Uni.join()
                .all(pending().stream().map(this::ask).toList())
                .andFailFast()
                .flatMap(asked -> isArriving())
                .flatMap(isArriving -> {
                    if (!isArriving || wait.until().left().isZero()) {
                        return Uni.createFrom().item(result(polls));
                    }
                    wait.waiting().accept(gaps().getFirst().words());
                    return Uni.createFrom()
                            .voidItem()
                            .onItem()
                            .delayIt()
                            .onExecutor(Timeouts.clock())
                            .by(wait.until().atMost(PAUSE))
                            .flatMap(waited -> poll(polls + 1));
                });
    }

    /** Selectors without series are asked about again only while no selector has any. */
    private List<WatchedSelector> pending() {
        boolean isAnyBehind = states.values().stream().anyMatch(Behind.class::isInstance);
        return wait.selectors().stream()
                .filter(selector -> switch (states.get(selector)) {
                    case null -> true;
                    case Behind behind -> true;
                    case Absent absent -> !isAnyBehind;
                    case Arrived arrived -> false;
                    case Ended ended -> false;
                    case Unknown unknown -> false;
                })
                .toList();
    }

    private Uni<Void> ask(WatchedSelector selector) {
        return query(selector.newest()).invoke(result -> put(selector, result)).replaceWithVoid();
    }

    private Uni<QueryResult> query(String promql) {
        return Uni.createFrom().deferred(() -> {
            var deadline = Deadline.in(wait.questions().atMost(LONGEST_QUESTION));
            return prometheus
                    .query(endpoint, promql, Instant.now(), deadline, new FairShare(wait.project(), deadline))
                    .map(QueryResponse::result);
        });
    }

    private synchronized void put(WatchedSelector selector, QueryResult result) {
        SelectorState state =
                switch (CauseSearch.answer(result)) {
                    case QuestionResult.Found(List<QuestionResult.Series> series) ->
                        SelectorState.of(
                                selector,
                                Optional.ofNullable(states.get(selector)),
                                WatchedSelector.read(series),
                                System.nanoTime());
                    case QuestionResult.Unknown unknown -> new Unknown(selector.shown() + ": " + cause(result));
                };
        states.put(selector, state);
    }

    private static String cause(QueryResult result) {
        return result instanceof QueryResult.Failed(var failure) ? failure.text() : "the answer is not complete";
    }

    /** @return whether a further wait may help */
    private Uni<Boolean> isArriving() {
        if (states.values().stream().anyMatch(Behind.class::isInstance)) {
            return Uni.createFrom().item(true);
        }
        if (isNew || !areAllAbsent()) {
            return Uni.createFrom().item(isNew && areAllAbsent());
        }
        // A new deployment is not scraped yet, or the series of an old one have ended.
        List<Uni<QueryResult>> pasts = wait.selectors().stream()
                .map(selector -> query(selector.past(wait.window())))
                .toList();
        return Uni.join().all(pasts).andFailFast().map(results -> {
            isNew = results.stream().allMatch(DataWait::isEmpty);
            return isNew;
        });
    }

    private static boolean isEmpty(QueryResult result) {
        return CauseSearch.answer(result) instanceof QuestionResult.Found(List<QuestionResult.Series> series)
                && series.isEmpty();
    }

    private boolean areAllAbsent() {
        return states.values().stream().allMatch(Absent.class::isInstance);
    }

    private Completeness result(int polls) {
        List<String> unknown = states.values().stream()
                .filter(Unknown.class::isInstance)
                .map(state -> ((Unknown) state).cause())
                .toList();
        Duration waited = polls == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - began);
        return new Completeness(waited, gaps(), unknown);
    }

    /** A selector without series is a gap only if no selector has any: there may be no error yet to count. */
    private List<Gap> gaps() {
        boolean isNothing = areAllAbsent();
        return states.entrySet().stream()
                .flatMap(entry -> gap(entry.getKey(), entry.getValue(), isNothing).stream())
                .toList();
    }

    private static Optional<Gap> gap(WatchedSelector selector, SelectorState state, boolean isNothing) {
        return switch (state) {
            case Behind(Instant newest, long since) -> Optional.of(gap(selector, Optional.of(newest)));
            case Ended(Instant newest) -> Optional.of(gap(selector, Optional.of(newest)));
            case Absent absent -> isNothing ? Optional.of(gap(selector, Optional.empty())) : Optional.empty();
            case Arrived arrived -> Optional.empty();
            case Unknown unknown -> Optional.empty();
        };
    }

    private static Gap gap(WatchedSelector selector, Optional<Instant> newest) {
        return new Gap(selector.shown(), newest, selector.needed());
    }
}
