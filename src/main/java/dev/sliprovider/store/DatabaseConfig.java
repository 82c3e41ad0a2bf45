package dev.sliprovider.store;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The PostgreSQL database in which several replicas of the service keep evaluations: {@code sli-provider.history.database}. */
public interface DatabaseConfig {

    /** Instead of a directory: the address of a PostgreSQL database, `postgresql://host:5432/name`, without user and password. */
    Optional<String> url();

    /** User of the database. */
    Optional<String> user();

    /** Password of the user. */
    Optional<String> password();

    /** File with the password, instead of the password. It is read again for each connection. */
    Optional<Path> passwordFile();

    /** Encrypt connections with TLS, and verify certificate and name of the server. The trusted CA is that of `quarkus.tls.history.*`, or else of `quarkus.tls.*`, or else of the Java runtime. */
    @WithDefault("false")
    boolean tls();

    /** Maximum number of connections of one replica. */
    @WithDefault("4")
    int poolSize();

    /** Time limit for opening a connection. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** Time limit for one operation, including retries while the database restarts. */
    @WithDefault("10s")
    Duration timeout();
}
