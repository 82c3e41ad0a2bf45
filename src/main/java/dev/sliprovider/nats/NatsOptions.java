package dev.sliprovider.nats;

import dev.sliprovider.settings.Bounds;
import io.nats.client.AuthHandler;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.mutiny.unchecked.Unchecked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** From settings to the options of a connection. */
final class NatsOptions {

    private static final String TLS = "nats";
    private static final String SCHEMES = "(nats|tls)://.+";

    private NatsOptions() {}

    /**
     * Begins the options; who connects adds its listeners.
     *
     * @throws IllegalArgumentException naming the setting that cannot be used
     */
    static Options.Builder from(NatsConfig config, TlsConfigurationRegistry tls) {
        Bounds.positive("sli-provider.nats.connect-timeout", config.connectTimeout());
        Bounds.positive("sli-provider.nats.reconnect-wait", config.reconnectWait());
        Bounds.positive("sli-provider.nats.ping-interval", config.pingInterval());
        Bounds.notNegative("sli-provider.nats.settle-time", config.settleTime());
        var options = new Options.Builder()
                .servers(servers(config.addresses()).toArray(String[]::new))
                // The library writes it into JSON as it is.
                .connectionName(config.group().replaceAll("[^\\w.-]", "-"))
                .connectionTimeout(config.connectTimeout())
                .reconnectWait(config.reconnectWait())
                .reconnectJitter(config.reconnectWait())
                .reconnectJitterTls(config.reconnectWait())
                .maxReconnects(-1)
                .pingInterval(config.pingInterval())
                .maxPingsOut(2);
        authenticate(config, options);
        // Resolved by the library, the name would be gone when the certificate is compared with it.
        context(config, tls).ifPresent(context -> options.sslContext(context).enableFastFallback());
        return options;
    }

    /** @return the addresses without what may be secret in them */
    static String describe(NatsConfig config) {
        return String.join(
                ", ",
                servers(config.addresses()).stream()
                        .map(server -> withoutSecrets(server))
                        .toList());
    }

    /** @return a text in which addresses may stand, without user and password in them */
    static String withoutSecrets(String text) {
        return text.replaceAll("//[^@/\\s]*@", "//");
    }

    /** TLS is used if an address says so, or if it is configured. */
    private static Optional<SSLContext> context(NatsConfig config, TlsConfigurationRegistry tls) {
        Optional<TlsConfiguration> configured = tls.get(TLS);
        if (configured.isEmpty()
                && servers(config.addresses()).stream().noneMatch(server -> server.startsWith("tls:"))) {
            return Optional.empty();
        }
        SSLContext context = configured
                .map(trust -> Unchecked.supplier(trust::createSSLContext).get())
                .orElseGet(Unchecked.supplier(SSLContext::getDefault));
        boolean unchecked = configured
                .filter(trust -> trust.isTrustAll()
                        || trust.getHostnameVerificationAlgorithm()
                                .filter("NONE"::equals)
                                .isPresent())
                .isPresent();
        return Optional.of(unchecked ? context : new HostCheck(context));
    }

    private static List<String> servers(String setting) {
        List<String> servers = Arrays.stream(setting.split(","))
                .map(String::strip)
                .filter(server -> !server.isEmpty())
                .map(server -> server.contains("://") ? server : "nats://" + server)
                .toList();
        for (String server : servers) {
            requireAddress(server);
        }
        if (servers.isEmpty()) {
            throw unusable("it is empty");
        }
        return servers;
    }

    private static void requireAddress(String server) {
        try {
            if (!server.matches(SCHEMES) || new URI(server).getHost() == null) {
                throw unusable("an address has another scheme than nats:// or tls://, or no host");
            }
        } catch (URISyntaxException e) {
            throw unusable("an address is no URL: " + e.getReason());
        }
    }

    /** The setting is not repeated: it may have a password. */
    private static IllegalArgumentException unusable(String why) {
        return new IllegalArgumentException("sli-provider.nats.url (NATS_URL, EVENTBROKER, PUBSUB_URL) cannot be used: "
                + why + "; expected nats://host:4222");
    }

    private static void authenticate(NatsConfig config, Options.Builder options) {
        long ways = List.of(config.user(), config.token(), config.credentialsFile(), config.nkeyFile()).stream()
                .filter(Optional::isPresent)
                .count();
        if (ways > 1) {
            throw new IllegalArgumentException(
                    "sli-provider.nats: of user, token, credentials-file and nkey-file only" + " one can be used");
        }
        if (config.user().isPresent() != config.password().isPresent()) {
            throw new IllegalArgumentException(
                    "sli-provider.nats.user and sli-provider.nats.password must be given together");
        }
        config.user()
                .ifPresent(user -> options.userInfo(
                        user.toCharArray(), config.password().orElseThrow().toCharArray()));
        config.token().ifPresent(token -> options.token(token.strip().toCharArray()));
        config.credentialsFile()
                .ifPresent(file -> options.authHandler(
                        Nats.credentials(readable("credentials-file", file).toString())));
        config.nkeyFile().ifPresent(file -> options.authHandler(seed(readable("nkey-file", file))));
    }

    private static Path readable(String setting, Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("sli-provider.nats." + setting + ": " + file + " cannot be read");
        }
        return file;
    }

    private static AuthHandler seed(Path file) {
        try {
            return Nats.staticCredentials(null, Files.readString(file).strip().toCharArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
