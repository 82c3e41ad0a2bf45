package dev.sliprovider.store;

import dev.sliprovider.history.HistoryException;
import dev.sliprovider.http.ConnectionFailure;
import dev.sliprovider.http.Excerpt;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Explains why the database cannot be used. */
final class DatabaseFailure {

    private static final String LATER = "try again when it is available";

    /** By the beginning of PostgreSQL's code of the error (SQLSTATE); the longest one that fits counts. */
    private static final Map<String, String> REMEDIES = Map.ofEntries(
            Map.entry(
                    "28",
                    "check sli-provider.history.database.user and its password, and whether the server requires TLS"
                            + " (sli-provider.history.database.tls)"),
            Map.entry("3D", "create the database, or correct sli-provider.history.database.url"),
            Map.entry("42501", "grant the user what docs/history.md lists"),
            Map.entry("42P01", "restart the program, which makes missing tables"),
            Map.entry("25006", "name the primary server in sli-provider.history.database.url"),
            Map.entry("53100", "free space on its disk"),
            Map.entry("53300", "lower sli-provider.history.database.pool-size, or raise max_connections of the server"),
            Map.entry(
                    "57014", "raise sli-provider.history.database.timeout, or delete old evaluations (history prune)"));

    private DatabaseFailure() {}

    /**
     * @return whether another attempt may succeed: the connection failed, or the server starts, ends or has no connection
     *     left. All operations can be repeated
     */
    static boolean isTransient(Throwable failure) {
        return switch (failure) {
            case PgException refused -> refused.getSqlState().matches("57P0[123]|08...|40001|40P01|53300");
            case DatabaseLogin.PasswordException password -> false;
            case IOException broken -> !isOfTls(failure);
            case VertxException broken -> !isOfTls(failure);
            // The client's own kind of failure: a statement on a connection that has just been closed.
            case NoStackTraceThrowable broken -> true;
            default -> false;
        };
    }

    /** The client does not say why a handshake failed. */
    private static boolean isOfTls(Throwable failure) {
        return failure instanceof SSLException
                || String.valueOf(failure.getMessage()).contains("SSL handshake failed");
    }

    /** @return the failure in words, with its remedy */
    static HistoryException explained(DatabaseAddress address, Throwable failure) {
        return new HistoryException(
                "the history in " + address + " cannot be used: " + cause(failure) + "; " + remedy(failure), failure);
    }

    private static String cause(Throwable failure) {
        return switch (failure) {
            case PgException refused ->
                Excerpt.of(String.valueOf(refused.getErrorMessage())) + " (SQLSTATE " + refused.getSqlState() + ")";
            case DatabaseLogin.PasswordException password -> password.getMessage();
            case TimeoutException timeout -> "no answer in time";
            default ->
                isOfTls(failure)
                        ? "the TLS connection failed: its certificate is not trusted, has expired, or is for another host"
                        : ConnectionFailure.of(failure, "using the database").cause();
        };
    }

    private static String remedy(Throwable failure) {
        return switch (failure) {
            case PgException refused ->
                code(refused.getSqlState(), 5)
                        .or(() -> code(refused.getSqlState(), 2))
                        .orElse(LATER);
            case DatabaseLogin.PasswordException password -> "correct the setting or the file";
            default ->
                isOfTls(failure) ? "check the CA (quarkus.tls.history) and the certificate of the server" : LATER;
        };
    }

    private static Optional<String> code(String state, int length) {
        return Optional.ofNullable(REMEDIES.get(state.substring(0, Math.min(length, state.length()))));
    }
}
