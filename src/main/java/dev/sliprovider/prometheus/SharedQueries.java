package dev.sliprovider.prometheus;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * Lets those who ask the same at the same time share one request. Each waits for a turn of its own, so that nobody waits
 * longer for having company: whose turn comes first asks, and the others' turns are not needed any more.
 *
 * @param <K> what is asked, and of whom and as whom
 */
final class SharedQueries<K> {

    private final class Flight {
        private final K key;
        private final CompletableFuture<QueryResult> result = new CompletableFuture<>();
        private int waiting;
        private Optional<Passenger> pilot = Optional.empty();

        private Flight(K key) {
            this.key = key;
        }
    }

    /** One who asks. Its turn may begin before it is known here. */
    private final class Passenger {
        private final Flight flight;
        private Cancellable turn;
        private boolean isCancelled;

        private Passenger(Flight flight) {
            this.flight = flight;
        }
    }

    private final Map<K, Flight> flights = new HashMap<>();
    private final InFlightLimit limit;
    private final Executor company;

    /** @param company tells those of their result who are not alone with it, each by itself */
    SharedQueries(InFlightLimit limit, Executor company) {
        this.limit = limit;
        this.company = company;
    }

    /**
     * @param request is made if nobody else has begun to ask when the turn comes; it is cancelled when nobody waits for it
     *     any more
     */
    Uni<QueryResult> ask(K key, Share share, Uni<QueryResult> request) {
        return Uni.createFrom().emitter(emitter -> {
            Passenger passenger = join(key);
            emitter.onTermination(() -> leave(passenger));
            passenger.flight.result.whenComplete((result, failure) -> tell(passenger, () -> {
                if (failure == null) {
                    emitter.complete(result);
                } else {
                    emitter.fail(failure);
                }
            }));
            Uni<QueryResult> turn = Uni.createFrom()
                    .deferred(
                            () -> begins(passenger) ? request : Uni.createFrom().nullItem());
            board(
                    passenger,
                    limit.run(share, turn)
                            .subscribe()
                            .with(result -> land(passenger, result), failure -> crash(passenger, failure)));
        });
    }

    /** What one event does with the result must not keep the others from theirs. */
    private void tell(Passenger passenger, Runnable result) {
        if (isAlone(passenger)) {
            result.run();
        } else {
            company.execute(result);
        }
    }

    private synchronized boolean isAlone(Passenger passenger) {
        return passenger.flight.waiting == 1;
    }

    private synchronized Passenger join(K key) {
        Flight flight = flights.computeIfAbsent(key, Flight::new);
        flight.waiting++;
        return new Passenger(flight);
    }

    private void board(Passenger passenger, Cancellable turn) {
        boolean isLate;
        synchronized (this) {
            passenger.turn = turn;
            isLate = passenger.isCancelled;
        }
        if (isLate) {
            turn.cancel();
        }
    }

    private synchronized boolean begins(Passenger passenger) {
        Flight flight = passenger.flight;
        if (flight.pilot.isPresent() || passenger.isCancelled) {
            return false;
        }
        flight.pilot = Optional.of(passenger);
        return true;
    }

    private void land(Passenger passenger, QueryResult result) {
        if (ends(passenger)) {
            passenger.flight.result.complete(result);
        }
    }

    private void crash(Passenger passenger, Throwable failure) {
        if (ends(passenger)) {
            passenger.flight.result.completeExceptionally(failure);
        }
    }

    /** The turn of one who did not ask ends, too, and means nothing. */
    private synchronized boolean ends(Passenger passenger) {
        boolean isPilot = passenger.flight.pilot.filter(passenger::equals).isPresent();
        if (isPilot) {
            flights.remove(passenger.flight.key, passenger.flight);
        }
        return isPilot;
    }

    /** Who asks for others stays at it; the last one turns off the light. */
    private void leave(Passenger passenger) {
        notNeededWithout(passenger).forEach(this::cancel);
    }

    private synchronized List<Passenger> notNeededWithout(Passenger passenger) {
        Flight flight = passenger.flight;
        flight.waiting--;
        boolean isPilot = flight.pilot.filter(passenger::equals).isPresent();
        if (flight.waiting > 0) {
            // From now on it cannot begin to ask, since it would be stopped at that and the others would wait for
            // nothing.
            passenger.isCancelled = !isPilot;
            return isPilot ? List.of() : List.of(passenger);
        }
        flights.remove(flight.key, flight);
        return Stream.concat(Stream.of(passenger), flight.pilot.stream())
                .distinct()
                .toList();
    }

    private void cancel(Passenger passenger) {
        Cancellable turn;
        synchronized (this) {
            passenger.isCancelled = true;
            turn = passenger.turn;
        }
        if (turn != null) {
            turn.cancel();
        }
    }
}
