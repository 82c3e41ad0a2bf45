package dev.sliprovider.http;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port of a server: the one place that splits the authority of an address. java.net.URI does not split an
 * authority whose host contains an underscore, as names of Docker Compose do.
 *
 * @param host a name or an IP address; an IPv6 address without brackets
 * @param port 0 to {@value #LAST_PORT}
 */
public record HostPort(String host, int port) {

    /** The largest port. */
    public static final int LAST_PORT = 65_535;

    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:([A-Za-z0-9._-]+)|\\[([0-9A-Fa-f:.]+)])(?::(\\d{1,5})?)?");

    /**
     * @param address of {@code http} or {@code https}, with or without a port
     * @throws IllegalArgumentException if the address has no valid host, or a port above {@value #LAST_PORT}; the message
     *     is a predicate for the address and repeats no part of it
     */
    public static HostPort of(URI address) {
        Matcher parts = AUTHORITY.matcher(authority(address));
        if (!parts.matches()) {
            throw new IllegalArgumentException("has no valid host");
        }
        int port = parts.group(3) == null ? usualPort(address) : Integer.parseInt(parts.group(3));
        if (port > LAST_PORT) {
            throw new IllegalArgumentException("has a port above " + LAST_PORT);
        }
        return new HostPort(parts.group(1) == null ? parts.group(2) : parts.group(1), port);
    }

    /** @return host and port as they are written in the address, without credentials; empty if there is no authority */
    static String authority(URI address) {
        String authority = address.getRawAuthority() == null ? "" : address.getRawAuthority();
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    private static int usualPort(URI address) {
        return HttpAddress.isTls(address) ? HTTPS : HTTP;
    }

    /** @return whether the host is an IP address, which needs no DNS */
    public boolean isAddress() {
        return host.contains(":") || host.matches("\\d+(\\.\\d+){3}");
    }

    /** @return the host for use in an address: an IPv6 address in brackets */
    String bracketed() {
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
