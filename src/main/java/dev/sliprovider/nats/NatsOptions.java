package dev.sliprovider.nats;

import dev.sliprovider.file.BoundedFile;
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

/** Translates settings into the options of a NATS connection. */
final class NatsOptions {

    private static final String TLS = "nats";
    private static final String SCHEMES = "(nats|tls)://.+";

    private NatsOptions() {}

    /**
     * Creates the options, without the listeners.
     *
     * @throws IllegalArgumentException naming a setting that cannot be used, also a file that cannot be read now
     */
    static Options.Builder from(NatsConfig config, TlsConfigurationRegistry tls) {
        var options = new Options.Builder()
                .servers(servers(config.addresses()).toArray(String[]::new))
                // The library does not escape it in JSON.
                .connectionName(config.group().replaceAll("[^\\w.-]", "-"))
                .connectionTimeout(config.connectTimeout())
                .reconnectWait(config.reconnectWait())
                .reconnectJitter(config.reconnectWait())
                .reconnectJitterTls(config.reconnectWait())
                .maxReconnects(-1)
                .pingInterval(config.pingInterval())
                .maxPingsOut(2);
        authenticate(config, options);
        secure(config, tls, options);
        return options;
    }

    /** @return the addresses without user and password */
    static String describe(NatsConfig config) {
        return String.join(
                ", ",
                servers(config.addresses()).stream()
                        .map(server -> withoutSecrets(server))
                        .toList());
    }

    /** @return the text with user and password removed from all addresses in it */
    static String withoutSecrets(String text) {
        return text.replaceAll("//[^@/\\s]*@", "//");
    }

    /** TLS is used if the scheme of an address is {@code tls} or if TLS is configured. */
    private static void secure(NatsConfig config, TlsConfigurationRegistry tls, Options.Builder options) {
        Optional<TlsConfiguration> configured = tls.get(TLS);
        if (configured.isEmpty()
                && servers(config.addresses()).stream().noneMatch(server -> server.startsWith("tls:"))) {
            return;
        }
        options.sslContext(configured
                        .map(trust ->
                                Unchecked.supplier(trust::createSSLContext).get())
                        .orElseGet(Unchecked.supplier(SSLContext::getDefault)))
                // The library would resolve the host name, and the certificate is compared with the name.
                .enableFastFallback();
        if (configured.filter(NatsOptions::isUnchecked).isEmpty()) {
            options.dataPortType(VerifyingDataPort.class.getName());
        }
    }

    private static boolean isUnchecked(TlsConfiguration trust) {
        return trust.isTrustAll()
                || trust.getHostnameVerificationAlgorithm()
                        .filter("NONE"::equals)
                        .isPresent();
    }

    /**
     * @return the addresses of a setting, each with its scheme
     * @throws IllegalArgumentException if one cannot be used
     */
    static List<String> servers(String setting) {
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
            throw unusable("an address is not a URL: " + e.getReason());
        }
    }

    /** The message does not repeat the value, which may contain a password. */
    private static IllegalArgumentException unusable(String why) {
        return new IllegalArgumentException("sli-provider.nats.url (NATS_URL, EVENTBROKER, PUBSUB_URL) cannot be used: "
                + why + "; expected nats://host:4222");
    }

    private static void authenticate(NatsConfig config, Options.Builder options) {
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
        if (!Files.isReadable(file) || !Files.isRegularFile(file)) {
            throw new IllegalArgumentException("sli-provider.nats." + setting + ": " + file + " cannot be read");
        }
        return file;
    }

    private static AuthHandler seed(Path file) {
        try {
            return Nats.staticCredentials(
                    null,
                    BoundedFile.utf8(BoundedFile.read(file, BoundedFile.USUAL))
                            .strip()
                            .toCharArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
