package dev.sliprovider.store;

import dev.sliprovider.file.BoundedFile;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.Future;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.SqlConnectOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * How connections to the database are opened.
 *
 * @param address of the database
 * @param config user, password and limits
 * @param certificates named TLS configurations
 */
record DatabaseLogin(DatabaseAddress address, DatabaseConfig config, TlsConfigurationRegistry certificates) {

    private static final int LARGEST_PASSWORD = 4096;
    /** A connection that is silent for so many times the limit of an operation is closed: the server hangs. */
    private static final int SILENCE = 2;

    /** The password file cannot be read. */
    static final class PasswordException extends IOException {
        PasswordException(String message) {
            super(message);
        }
    }

    /** @return the options of the next connection: password and certificates may have been replaced */
    Future<SqlConnectOptions> next() {
        try {
            var options = new PgConnectOptions()
                    .setHost(address.host())
                    .setPort(address.port())
                    .setDatabase(address.name())
                    .setUser(config.user().orElse(""))
                    .setPassword(password())
                    // A pooler between this program and the database may not know named statements.
                    .setCachePreparedStatements(false)
                    .setConnectTimeout(millis(config.connectTimeout()))
                    .setSslHandshakeTimeout(config.connectTimeout().toMillis())
                    .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                    .setIdleTimeout(SILENCE * millis(config.timeout()))
                    .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                    .addProperty("application_name", "sli-provider")
                    .addProperty("statement_timeout", Integer.toString(millis(config.timeout())));
            return Future.succeededFuture(config.tls() ? encrypted(options) : options);
        } catch (IOException | GeneralSecurityException e) {
            return Future.failedFuture(e);
        }
    }

    private PgConnectOptions encrypted(PgConnectOptions options) throws GeneralSecurityException {
        Optional<TlsConfiguration> configured = certificates.get("history").or(certificates::getDefault);
        configured.ifPresent(configuration -> TlsConfigUtils.configure(options, configuration));
        if (configured.filter(TlsConfiguration::isTrustAll).isPresent()) {
            return options.setSslMode(SslMode.REQUIRE).setTrustAll(true);
        }
        if (options.getTrustOptions() == null) {
            options.setTrustOptions(TrustOptions.wrap(ofTheRuntime()));
        }
        return options.setSslMode(SslMode.VERIFY_FULL).setHostnameVerificationAlgorithm("HTTPS");
    }

    private static X509TrustManager ofTheRuntime() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    private String password() throws PasswordException {
        if (config.passwordFile().isEmpty()) {
            return config.password().orElse("");
        }
        Path file = config.passwordFile().get();
        try {
            return new String(BoundedFile.read(file, LARGEST_PASSWORD), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new PasswordException("sli-provider.history.database.password-file " + BoundedFile.why(e));
        }
    }

    static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
