package dev.sliprovider.faults;

import dev.sliprovider.cli.Program;
import dev.sliprovider.fakekeptn.Certificate;
import dev.sliprovider.peers.Authority;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ServerSocketFactory;
import org.awaitility.Awaitility;

/**
 * Addresses that cannot be used although the server works: unknown names, closed ports, wrong certificates.
 */
public final class BrokenAddresses implements AutoCloseable {

    private static final String UNTRUSTED = "certificate.*signed by an unknown authority";

    /**
     * An address that cannot be used.
     *
     * @param says a regular expression for the message that the program has to give
     */
    public record BrokenAddress(String name, String url, String says) {

        /** @return whether {@link BrokenAddresses#repair} can make it usable; an unknown name stays unknown */
        public boolean isRepairable() {
            return !name.equals(NAME_UNKNOWN);
        }
    }

    private static final String NAME_UNKNOWN = "name-unknown";

    private final List<FaultyPeer> servers = new ArrayList<>();
    private final List<BrokenAddress> all = new ArrayList<>();
    private final Certificate certificate;
    private final UnaryOperator<String> well;

    /**
     * @param authority a trusted one
     * @param folder for the files of an authority that is not trusted
     * @param well the complete response to a request once the address works
     */
    public BrokenAddresses(Authority authority, Path folder, UnaryOperator<String> well) throws Exception {
        this.certificate = authority.issue("well", "127.0.0.1");
        this.well = well;
        add(
                NAME_UNKNOWN,
                "http://sli.invalid:9090",
                "(?i)resolve|no connection in time|no answer in time|no access token in time|nothing (came )?(with)?in");
        add("port-closed", "http://127.0.0.1:" + Program.freePort(), "(?i)refused");
        add(
                "tls-expired",
                tls(authority.issueExpired("expired", "127.0.0.1")),
                "certificate.*has expired or is not yet valid");
        add(
                "tls-of-another-host",
                tls(authority.issue("another", "keptn.example.org")),
                "certificate.*another host name");
        add("tls-of-a-stranger", tls(Authority.in(folder).issue("strange", "127.0.0.1")), UNTRUSTED);
        String plain = "127.0.0.1:" + server(ServerSocketFactory.getDefault()).split(":")[1];
        add("tls-to-a-plain-port", "https://" + plain, "does not speak TLS at this port");
        String secure = tls(certificate).replace("https:", "http:");
        add("plain-to-a-tls-port", secure, "not HTTP|the connection broke|speaks TLS");
    }

    public List<BrokenAddress> all() {
        return List.copyOf(all);
    }

    private void add(String name, String url, String says) {
        all.add(new BrokenAddress(name, url, says));
    }

    /** From now on a working server listens at this address. */
    public synchronized void repair(BrokenAddress address) throws IOException {
        URI url = URI.create(address.url());
        for (FaultyPeer server : servers) {
            if (server.authority().equals(url.getAuthority())) {
                server.close();
            }
        }
        ServerSocketFactory sockets = url.getScheme().equals("https")
                ? certificate.context().getServerSocketFactory()
                : ServerSocketFactory.getDefault();
        // The port is free when the thread has left that accepts connections at it.
        servers.add(Awaitility.await()
                .ignoreException(BindException.class)
                .until(
                        () -> new FaultyPeer(request -> Optional.empty(), well, sockets, url.getPort()),
                        Objects::nonNull));
    }

    private String tls(Certificate certificate) throws IOException {
        return "https://" + server(certificate.context().getServerSocketFactory());
    }

    private String server(ServerSocketFactory sockets) throws IOException {
        var server = new FaultyPeer(request -> Optional.empty(), well, sockets);
        servers.add(server);
        return server.authority();
    }

    @Override
    public void close() throws IOException {
        for (FaultyPeer server : servers) {
            server.close();
        }
    }
}
