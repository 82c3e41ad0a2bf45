package dev.sliprovider.check;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port of a server.
 *
 * @param host without brackets
 * @param port its port
 */
record Peer(String host, int port) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final Pattern AUTHORITY = Pattern.compile("\\[?([^\\]]*?)]?(?::(\\d+))?");

    /** By hand, because java.net.URI takes no authority apart whose host has an underscore. */
    static Peer of(URI url) {
        Matcher parts = AUTHORITY.matcher(url.getRawAuthority());
        int usual = "https".equalsIgnoreCase(url.getScheme()) ? HTTPS : HTTP;
        return parts.matches()
                ? new Peer(parts.group(1), parts.group(2) == null ? usual : Integer.parseInt(parts.group(2)))
                : new Peer(url.getRawAuthority(), usual);
    }

    /** @return whether the host is an address, so that there is nothing to look up */
    boolean isAddress() {
        return host.contains(":") || host.matches("\\d+(\\.\\d+){3}");
    }
}
