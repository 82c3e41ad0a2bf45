package dev.sliprovider.http;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.Config;

/**
 * The proxy that the variables {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY} name, in upper or lower case.
 * Most HTTP clients use these variables, also prometheus-service.
 */
@Singleton
public final class EnvironmentProxy {

    private final UnaryOperator<String> environment;

    /** Reads the variables literally: a {@code $} in a password has no special meaning. */
    @Inject
    EnvironmentProxy(Config config) {
        this((String name) -> config.getConfigValue(name).getRawValue());
    }

    /** @param environment value of a variable, or null */
    public EnvironmentProxy(UnaryOperator<String> environment) {
        this.environment = environment;
    }

    /**
     * @return the proxy to use for that address, if any
     * @throws IllegalArgumentException naming the variable that is not valid
     */
    public Optional<Proxy> of(URI url) {
        String variable = url.getScheme().toUpperCase(Locale.ROOT) + "_PROXY";
        return variable(variable)
                .filter(address -> !isLocal(host(url)) && !isExcepted(url))
                .map(address -> {
                    try {
                        return Proxy.parse(address);
                    } catch (IllegalArgumentException e) {
                        throw new IllegalArgumentException(variable + ": " + e.getMessage());
                    }
                });
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.apply(name))
                .or(() -> Optional.ofNullable(environment.apply(name.toLowerCase(Locale.ROOT))))
                .filter(value -> !value.isBlank());
    }

    private static String host(URI url) {
        return HostPort.of(url).host().toLowerCase(Locale.ROOT);
    }

    private static boolean isLocal(String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127\\.\\d+\\.\\d+\\.\\d+");
    }

    private boolean isExcepted(URI url) {
        return variable("NO_PROXY")
                .map(list -> Arrays.stream(list.split(","))
                        .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                        .filter(entry -> !entry.isEmpty())
                        .anyMatch(entry -> matches(entry, url)))
                .orElse(false);
    }

    /** A name includes its subdomains; with a leading dot it is its subdomains only. */
    private static boolean matches(String entry, URI url) {
        String host = host(url);
        if (entry.equals("*") || host.equals(entry)) {
            return true;
        }
        if (entry.contains("/")) {
            return AddressRange.parse(entry).map(range -> range.contains(host)).orElse(false);
        }
        String name = entry.replaceFirst("^\\*", "");
        if (name.matches(".*[^:]:\\d+")) {
            // Compared as a number of any length: a number above the largest port matches no address.
            var port = new BigInteger(name.substring(name.lastIndexOf(':') + 1));
            return port.equals(BigInteger.valueOf(HostPort.of(url).port()))
                    && isBelow(name.substring(0, name.lastIndexOf(':')), host);
        }
        return isBelow(name, host);
    }

    private static boolean isBelow(String name, String host) {
        return name.startsWith(".") ? host.endsWith(name) : host.equals(name) || host.endsWith("." + name);
    }
}
