package dev.sliprovider.store;

import dev.sliprovider.history.HistoryException;
import dev.sliprovider.waiting.Backoff;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The connections to a PostgreSQL database. None is opened before the first operation. An operation waits on the thread of
 * its caller, which must be a thread that may block, and is repeated within its time limit while the server restarts: every
 * operation can be repeated without another result.
 */
final class Database {

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));

    private final Pool pool;
    private final DatabaseAddress address;
    private final Duration timeout;
    private final AtomicBoolean hasTables = new AtomicBoolean();

    /** Statements on one connection. */
    interface Work<T> extends Function<SqlConnection, Future<T>> {}

    Database(Vertx vertx, DatabaseLogin login) {
        DatabaseConfig config = login.config();
        this.address = login.address();
        this.timeout = config.timeout();
        this.pool = PgBuilder.pool()
                .with(new PoolOptions()
                        .setName("history")
                        .setMaxSize(config.poolSize())
                        .setConnectionTimeout(DatabaseLogin.millis(timeout))
                        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS))
                .connectingTo(login::next)
                .using(vertx)
                .build();
    }

    DatabaseAddress address() {
        return address;
    }

    /**
     * Makes the tables if they are missing.
     *
     * @throws HistoryException if the database cannot be used
     */
    void prepare() throws HistoryException {
        if (!hasTables.get()) {
            DatabaseSchema.requireKnown(address, waited(() -> pool.withTransaction(DatabaseSchema::prepared)));
            hasTables.set(true);
        }
    }

    /**
     * @param work is done once, or again after the connection failed
     * @return its result, after it is committed
     * @throws HistoryException if the database cannot be used
     */
    <T> T run(Work<T> work) throws HistoryException {
        prepare();
        return waited(() -> pool.withConnection(work));
    }

    private <T> T waited(Supplier<Future<T>> work) throws HistoryException {
        var last = new AtomicReference<Throwable>(new TimeoutException());
        Uni<T> attempt = Uni.createFrom()
                .completionStage(() -> work.get().toCompletionStage())
                .onFailure(DatabaseFailure::isTransient)
                .invoke(last::set);
        try {
            return BACKOFF.retry(attempt, Integer.MAX_VALUE, DatabaseFailure::isTransient)
                    .ifNoItem()
                    .after(timeout)
                    .recoverWithUni(() -> Uni.createFrom().failure(last.get()))
                    .await()
                    .indefinitely();
        } catch (CompletionException e) {
            throw DatabaseFailure.explained(address, e.getCause());
        } catch (VertxException e) {
            throw DatabaseFailure.explained(address, e);
        }
    }

    void close() {
        pool.close();
    }
}
