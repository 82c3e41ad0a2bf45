package dev.sliprovider.faults;

import dev.sliprovider.fakekeptn.Certificate;
import dev.sliprovider.peers.Authority;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ServerSocketFactory;

/**
 * Addresses at which nobody can be asked anything, although somebody who is well may be behind them: names, ports,
 * certificates.
 */
public final class Doors implements AutoCloseable {

    private static final String UNTRUSTED = "certificate.*(signed by nobody who is trusted|not trusted.*name the CA)";

    /**
     * One of them.
     *
     * @param says what has to be said of it, a regular expression
     */
    public record Door(String name, String url, String says) {}

    private final List<FaultyPeer> servers = new ArrayList<>();
    private final List<Door> all = new ArrayList<>();

    /**
     * @param authority who is trusted
     * @param folder for the files of another one
     * @param well whole answers of those behind the doors
     */
    public Doors(Authority authority, Path folder, UnaryOperator<String> well) throws Exception {
        add(
                "name-unknown",
                "http://sli.invalid:9090",
                "(?i)resolve|no connection in time|no answer in time|no access token in time|nothing (came )?(with)?in");
        add("port-closed", "http://127.0.0.1:1", "(?i)refused");
        add("tls-expired", tls(authority.issueExpired("expired", "127.0.0.1"), well), "certificate.*outside its time");
        add(
                "tls-of-another-host",
                tls(authority.issue("another", "keptn.example.org"), well),
                "certificate.*another host name");
        add("tls-of-a-stranger", tls(Authority.in(folder).issue("strange", "127.0.0.1"), well), UNTRUSTED);
        String plain =
                "127.0.0.1:" + server(well, ServerSocketFactory.getDefault()).split(":")[1];
        add("tls-to-a-plain-port", "https://" + plain, "does not speak TLS at this port");
        String secure = tls(authority.issue("well", "127.0.0.1"), well).replace("https:", "http:");
        add("plain-to-a-tls-port", secure, "no HTTP|the connection (broke|was closed)|speaks TLS");
    }

    public List<Door> all() {
        return List.copyOf(all);
    }

    private void add(String name, String url, String says) {
        all.add(new Door(name, url, says));
    }

    private String tls(Certificate certificate, UnaryOperator<String> well) throws IOException {
        return "https://" + server(well, certificate.context().getServerSocketFactory());
    }

    private String server(UnaryOperator<String> well, ServerSocketFactory sockets) throws IOException {
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
