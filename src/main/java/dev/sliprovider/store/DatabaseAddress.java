package dev.sliprovider.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/**
 * Where a database is.
 *
 * @param host name or address
 * @param port of TCP
 * @param name of the database
 */
record DatabaseAddress(String host, int port, String name) {

    private static final int STANDARD_PORT = 5432;
    private static final int LAST_PORT = 65_535;
    private static final Set<String> SCHEMES = Set.of("postgresql", "postgres");

    /** @throws IllegalArgumentException naming the setting and the expected form, but not the text, which may contain a password */
    static DatabaseAddress parse(String text) {
        return read(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "sli-provider.history.database.url cannot be used; expected postgresql://host:5432/name, without"
                                + " user, password and parameters: they have settings of their own"));
    }

    private static Optional<DatabaseAddress> read(String text) {
        try {
            URI url = new URI(text.strip());
            String path = url.getPath() == null ? "" : url.getPath();
            boolean isPlain = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
            return isPlain
                            && SCHEMES.contains(String.valueOf(url.getScheme()))
                            && url.getHost() != null
                            && path.matches("/[^/]+")
                            && url.getPort() <= LAST_PORT
                    ? Optional.of(new DatabaseAddress(
                            url.getHost().replaceAll("[\\[\\]]", ""),
                            url.getPort() < 0 ? STANDARD_PORT : url.getPort(),
                            path.substring(1)))
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** @return the address as messages show it */
    @Override
    public String toString() {
        return "postgresql://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/" + name;
    }
}
