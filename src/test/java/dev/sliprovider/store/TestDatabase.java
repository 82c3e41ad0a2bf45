package dev.sliprovider.store;

import dev.sliprovider.history.HistoryException;
import dev.sliprovider.peers.PostgresServer;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A client of a database, as a replica is one. */
final class TestDatabase implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Database database;

    /**
     * Settings of a client.
     *
     * @param password of the user
     * @param passwordFile instead of the password
     * @param tls whether it is used
     * @param timeout of an operation
     */
    record Settings(
            Optional<String> user,
            Optional<String> password,
            Optional<Path> passwordFile,
            boolean tls,
            Duration timeout)
            implements DatabaseConfig {

        static final Settings USUAL = new Settings(
                Optional.of(PostgresServer.USER),
                Optional.of(PostgresServer.PASSWORD),
                Optional.empty(),
                false,
                Duration.ofSeconds(10));

        Settings within(Duration other) {
            return new Settings(user, password, passwordFile, tls, other);
        }

        @Override
        public Optional<String> url() {
            return Optional.empty();
        }

        @Override
        public int poolSize() {
            return 4;
        }

        @Override
        public Duration connectTimeout() {
            return Duration.ofSeconds(2);
        }
    }

    TestDatabase(String url, Settings settings) {
        this(url, settings, Optional.empty());
    }

    /** @param certificates of the TLS configuration "history" */
    TestDatabase(String url, Settings settings, Optional<TlsConfiguration> certificates) {
        var registry = new TlsConfigurationRegistry() {
            @Override
            public Optional<TlsConfiguration> get(String name) {
                return name.equals("history") ? certificates : Optional.empty();
            }

            @Override
            public Optional<TlsConfiguration> getDefault() {
                return Optional.empty();
            }

            @Override
            public void register(String name, TlsConfiguration configuration) {
                throw new UnsupportedOperationException();
            }
        };
        database = new Database(vertx, new DatabaseLogin(DatabaseAddress.parse(url), settings, registry));
    }

    HistoryDatabase history() {
        return new HistoryDatabase(database);
    }

    /** Runs one statement. */
    void execute(String sql) throws HistoryException {
        database.run(connection -> connection.query(sql).execute());
    }

    @Override
    public void close() {
        database.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
