package dev.sliprovider.endpoint;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The proxy that {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY} name, in upper or lower case: what most
 * programs that speak HTTP go by, the provider that this one replaces among them.
 */
final class EnvironmentProxy {

    private static final Pattern PORT = Pattern.compile(":(\\d{1,5})$");

    private final UnaryOperator<String> environment;

    /** @param environment value of a variable, or null */
    EnvironmentProxy(UnaryOperator<String> environment) {
        this.environment = environment;
    }

    /**
     * @return the proxy for that address, if one is to be used
     * @throws IllegalArgumentException naming the variable that cannot be used
     */
    Optional<Proxy> of(URI url) {
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
        String authority = url.getRawAuthority();
        return authority.replaceFirst(":\\d*$", "").replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
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

    /** A name stands for itself and what is below it; with a leading dot for what is below it only. */
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
            int port = Integer.parseInt(name.substring(name.lastIndexOf(':') + 1));
            return port == port(url) && isBelow(name.substring(0, name.lastIndexOf(':')), host);
        }
        return isBelow(name, host);
    }

    private static boolean isBelow(String name, String host) {
        return name.startsWith(".") ? host.endsWith(name) : host.equals(name) || host.endsWith("." + name);
    }

    private static int port(URI url) {
        // By hand, because java.net.URI knows no port of a host with an underscore.
        Matcher port = PORT.matcher(url.getRawAuthority());
        if (port.find()) {
            return Integer.parseInt(port.group(1));
        }
        return "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    }
}
