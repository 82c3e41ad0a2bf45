package dev.sliprovider.cli;

import dev.sliprovider.getsli.GetSliFinished;
import dev.sliprovider.sli.Timeframe;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/** The values of many windows in their order; those of the next ones are asked for while earlier ones are judged. */
final class ValuesAhead {

    /** Windows that are asked for at once. The limits of a server hold for all their queries together. */
    private static final int WINDOWS = 8;

    private record Pending(Timeframe window, CompletableFuture<GetSliFinished> values) {}

    /**
     * The values of a window.
     *
     * @param window that was asked for
     * @param values of its indicators
     */
    record Known(Timeframe window, GetSliFinished values) {}

    private final Deque<Timeframe> windows;
    private final Function<Timeframe, Uni<GetSliFinished>> retrieval;
    private final Deque<Pending> pending = new ArrayDeque<>();

    /** @param retrieval asks for the values of a window */
    ValuesAhead(List<Timeframe> windows, Function<Timeframe, Uni<GetSliFinished>> retrieval) {
        this.windows = new ArrayDeque<>(windows);
        this.retrieval = retrieval;
    }

    /** @return the values of the next window; empty after the last one, and after the signal */
    Optional<Known> next(StopSignal stop) {
        while (pending.size() < WINDOWS && !windows.isEmpty()) {
            Timeframe window = windows.remove();
            pending.add(new Pending(
                    window, retrieval.apply(window).subscribeAsCompletionStage().toCompletableFuture()));
        }
        if (pending.isEmpty()) {
            return Optional.empty();
        }
        Pending next = pending.remove();
        try {
            return stop.await(next.values()).map(values -> new Known(next.window(), values));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }

    /** Ends all queries that are still going on. */
    void cancel() {
        pending.forEach(each -> each.values().cancel(true));
    }
}
