package dev.sliprovider.faults;

import dev.sliprovider.fakekeptn.Certificate;
import dev.sliprovider.faults.Doors.Door;
import dev.sliprovider.peers.Authority;
import dev.sliprovider.secrets.Secrets;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;

/** The servers that are asked for an answer, and an event for each way in which one of them fails. */
final class Rows implements AutoCloseable {

    private static final String PROMETHEUS = "prometheus";
    private static final String TOKENS = "token-server";
    private static final String KUBERNETES = "kubernetes";
    private static final String RESOURCE_SERVICE = "resource-service";

    static final List<String> PEERS = List.of(PROMETHEUS, TOKENS, KUBERNETES, RESOURCE_SERVICE);

    /** Of those whose failures make the shape of an answer; the others have nothing to do with how it goes out. */
    static final List<String> PEERS_OVER_NATS = List.of(PROMETHEUS, RESOURCE_SERVICE);

    private static final List<String> IN_PART = List.of(TOKENS, KUBERNETES);

    private static final int AT_ONCE = 40;
    private static final String SLI_YAML = "indicators: {faulty: faulty, well: well}\n";
    private static final String WELL = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\","
            + "\"result\":[{\"metric\":{},\"value\":[1709629890.9,\"41.5\"]}]}}";
    private static final String NO_SECRET =
            "{\"kind\":\"Status\",\"reason\":\"NotFound\",\"details\":{\"kind\":\"secrets\"},\"code\":404}";

    /**
     * One event.
     *
     * @param project peer and fault
     * @param names how the answer has to name the peer
     * @param says what it has to say of the fault, a regular expression
     * @param hasValue whether the other indicator has its value all the same
     */
    record Row(String project, String names, String says, boolean hasValue) {}

    private final Path folder;
    private final Path endpoints;
    private final Authority authority;
    private final List<FaultyPeer> peers = new ArrayList<>();
    private final Map<String, List<Row>> rows = new HashMap<>();
    private final Map<String, String> settings = new HashMap<>();
    private final Doors doors;

    Rows(Path folder) throws Exception {
        this.folder = folder;
        this.endpoints = Files.createDirectories(folder.resolve("endpoints"));
        this.authority = Authority.in(folder.resolve("authority"));
        this.doors = new Doors(authority, folder.resolve("stranger"), request -> Fault.whole(200, WELL));
        prometheus();
        tokens();
        kubernetes();
        resourceService();
    }

    /** @return where all of them are, for the program */
    Map<String, String> settings() {
        return settings;
    }

    List<Row> of(String peer) {
        return rows.get(peer);
    }

    /** @return the rows of these peers, in their order, and no more at once than a busy machine can begin in a moment */
    List<List<Row>> inTurns(List<String> some) {
        var turns = new ArrayList<List<Row>>();
        for (String peer : some) {
            List<Row> all = IN_PART.contains(peer) ? Extent.of(of(peer)) : of(peer);
            for (int from = 0; from < all.size(); from += AT_ONCE) {
                turns.add(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
            }
        }
        return turns;
    }

    /** @return connections that a fault left open and that the program has not closed */
    int leftOpen() {
        return peers.stream().mapToInt(FaultyPeer::leftOpen).sum();
    }

    @Override
    public void close() throws IOException {
        doors.close();
        for (FaultyPeer peer : peers) {
            peer.close();
        }
    }

    private void add(String peer, String name, String names, String says, boolean hasValue) {
        rows.computeIfAbsent(peer, key -> new ArrayList<>()).add(new Row(peer + "-" + name, names, says, hasValue));
    }

    private void endpoint(String project, String... lines) throws IOException {
        Files.write(endpoints.resolve(project + ".yaml"), List.of(lines));
    }

    private static List<Fault> with(List<Fault> more) {
        return Stream.concat(HttpFaults.all().stream(), more.stream()).toList();
    }

    /** A server for each fault: what one does opens no circuit of another. */
    private void prometheus() throws IOException {
        for (Fault fault : with(PrometheusFaults.all())) {
            var peer = new FaultyPeer(
                    request -> request.contains("query=faulty") ? Optional.of(fault) : Optional.empty(), WELL);
            peers.add(peer);
            add(PROMETHEUS, fault.name(), peer.authority(), fault.says(), true);
            endpoint(
                    PROMETHEUS + "-" + fault.name(),
                    "url: http://" + peer.authority(),
                    "bearer_token: " + Secrets.MARKER);
        }
        for (Door door : doors.all()) {
            add(PROMETHEUS, door.name(), URI.create(door.url()).getAuthority(), door.says(), false);
            endpoint(
                    PROMETHEUS + "-" + door.name(),
                    "url: " + door.url(),
                    "bearer_token: " + Secrets.MARKER,
                    "tls_ca_file: " + authority.ca());
        }
    }

    private void tokens() throws IOException {
        var prometheus = new FaultyPeer(request -> Optional.empty(), WELL);
        List<Fault> faults = with(TokenFaults.all());
        var peer = new FaultyPeer(request -> named(request, "/token/", faults), "{}");
        peers.addAll(List.of(prometheus, peer));
        String url = "url: http://" + prometheus.authority();
        for (Fault fault : faults) {
            add(TOKENS, fault.name(), peer.authority(), fault.says(), false);
            endpoint(TOKENS + "-" + fault.name(), tokens(url, "http://" + peer.authority() + "/token/" + fault.name()));
        }
        for (Door door : doors.all()) {
            add(TOKENS, door.name(), URI.create(door.url()).getAuthority(), door.says(), false);
            endpoint(TOKENS + "-" + door.name(), tokens(url, door.url() + "/token/" + door.name()));
        }
    }

    private String[] tokens(String url, String address) {
        return new String[] {
            url,
            "oauth2_client_id: sli",
            "oauth2_client_secret: " + Secrets.MARKER,
            "oauth2_token_url: " + address,
            "oauth2_tls_ca_file: " + authority.ca()
        };
    }

    private void kubernetes() throws Exception {
        List<Fault> faults = with(KubernetesFaults.all());
        Certificate certificate = authority.issue("kubernetes", "127.0.0.1");
        var peer = new FaultyPeer(
                request -> named(request, "/secrets/prometheus-credentials-kubernetes-", faults),
                request -> Fault.whole(404, NO_SECRET),
                certificate.context().getServerSocketFactory());
        peers.add(peer);
        Path account = Files.createDirectories(folder.resolve("account"));
        Files.writeString(account.resolve("token"), Secrets.MARKER);
        Files.writeString(account.resolve("namespace"), "keptn");
        Files.copy(authority.ca(), account.resolve("ca.crt"), StandardCopyOption.REPLACE_EXISTING);
        String[] address = peer.authority().split(":");
        settings.putAll(Map.of(
                "KUBERNETES_SERVICE_HOST",
                address[0],
                "KUBERNETES_SERVICE_PORT",
                address[1],
                "SLI_PROVIDER_KUBERNETES_TIMEOUT",
                "1s",
                "SLI_PROVIDER_KUBERNETES_SERVICE_ACCOUNT",
                account.toString()));
        for (Fault fault : faults) {
            String secret = "the Kubernetes Secret keptn/prometheus-credentials-kubernetes-" + fault.name();
            // The last of three attempts is told; over TLS, on a busy machine, it may have been a slow one.
            add(KUBERNETES, fault.name(), secret, fault.says() + "|no answer in time", false);
        }
    }

    private void resourceService() throws IOException {
        String content = Base64.getEncoder().encodeToString(SLI_YAML.getBytes());
        List<Fault> faults = HttpFaults.all();
        var peer = new FaultyPeer(
                request -> named(request, "/project/resource-service-", faults),
                request -> Fault.whole(
                        200,
                        "{\"resourceContent\":\"" + content + "\",\"resourceURI\":\"prometheus%2Fsli.yaml\","
                                + "\"metadata\":{\"version\":\"1\"}}"),
                ServerSocketFactory.getDefault());
        peers.add(peer);
        settings.put("RESOURCE_SERVICE", "http://" + peer.authority());
        for (Fault fault : faults) {
            add(RESOURCE_SERVICE, fault.name(), peer.authority(), fault.says(), false);
            // Found before Kubernetes is asked, which has enough to do.
            endpoint(RESOURCE_SERVICE + "-" + fault.name(), "url: http://127.0.0.1:1");
        }
    }

    /** @return the fault whose name follows in the request line */
    private static Optional<Fault> named(String request, String prefix, List<Fault> faults) {
        String line = request.lines().findFirst().orElse("");
        return faults.stream()
                .filter(fault -> line.matches(".*" + prefix + fault.name() + "[ /?].*"))
                .findFirst();
    }
}
