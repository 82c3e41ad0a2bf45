package dev.sliprovider.store;

import dev.sliprovider.history.HistoryException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;

/** The tables of a history, and their version. */
final class DatabaseSchema {

    /** Version of the tables below. */
    static final int VERSION = 1;

    /** Replicas that start together take turns: any number that nothing else in the database uses. */
    private static final long LOCK = 0x534c495f48495354L;

    /**
     * The event is kept as text and not as jsonb, which changes how numbers are written. Names are ordered by their bytes, in
     * every database.
     */
    static final List<String> TABLES = List.of("""
                    CREATE TABLE sli_evaluation (
                      project text COLLATE "C" NOT NULL,
                      stage text COLLATE "C" NOT NULL,
                      service text COLLATE "C" NOT NULL,
                      id text COLLATE "C" NOT NULL,
                      time timestamptz NOT NULL,
                      result text NOT NULL,
                      invalidated text,
                      event text NOT NULL,
                      PRIMARY KEY (project, stage, service, id))""", """
                    CREATE INDEX sli_evaluation_newest ON sli_evaluation (project, stage, service, time, id)""", """
                    CREATE INDEX sli_evaluation_id ON sli_evaluation (id)""", """
                    CREATE TABLE sli_pin (
                      project text COLLATE "C" NOT NULL,
                      stage text COLLATE "C" NOT NULL,
                      service text COLLATE "C" NOT NULL,
                      id text COLLATE "C" NOT NULL,
                      PRIMARY KEY (project, stage, service))""", """
                    CREATE TABLE sli_schema (version integer NOT NULL)""", """
                    INSERT INTO sli_schema VALUES (%d)""".formatted(VERSION));

    private DatabaseSchema() {}

    /** @return the version of the tables, which are made if there are none; the caller commits */
    static Future<Integer> prepared(SqlConnection connection) {
        return isThere(connection).flatMap(isThere -> isThere ? version(connection) : created(connection));
    }

    private static Future<Integer> created(SqlConnection connection) {
        return connection
                .query("SELECT pg_advisory_xact_lock(" + LOCK + ")")
                .execute()
                // Another replica may have been faster.
                .flatMap(locked -> isThere(connection))
                .flatMap(isThere -> {
                    Future<RowSet<Row>> done = Future.succeededFuture();
                    for (String statement : isThere ? List.<String>of() : TABLES) {
                        done = done.flatMap(
                                before -> connection.query(statement).execute());
                    }
                    return done;
                })
                .flatMap(made -> version(connection));
    }

    /** A lookup by to_regclass would remember the absence of the table during the wait for the lock. */
    private static Future<Boolean> isThere(SqlConnection connection) {
        return connection
                .query("SELECT EXISTS (SELECT FROM pg_catalog.pg_tables WHERE tablename = 'sli_schema'"
                        + " AND schemaname = ANY (current_schemas(false)))")
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private static Future<Integer> version(SqlConnection connection) {
        return connection.query("SELECT max(version) FROM sli_schema").execute().map(rows -> rows.iterator()
                .next()
                .getInteger(0));
    }

    /** @throws HistoryException if another version of the program made the tables */
    static void requireKnown(DatabaseAddress address, Integer version) throws HistoryException {
        if (version == null || version != VERSION) {
            throw new HistoryException(
                    "the history in " + address + " cannot be used: its tables have version " + version
                            + " (table sli_schema), and this program knows version " + VERSION
                            + "; use the version of the program that made them, or another database",
                    null);
        }
    }
}
