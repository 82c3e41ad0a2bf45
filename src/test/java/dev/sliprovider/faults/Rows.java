package dev.sliprovider.faults;

import dev.sliprovider.fakekeptn.Certificate;
import dev.sliprovider.faults.BrokenAddresses.BrokenAddress;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
     * @param orLate whether no answer in time may be told instead: of some attempts the last is told, and that may have
     *     been a slow one
     * @param hasValue whether the other indicator has its value all the same
     */
    record Row(String project, String names, String says, boolean orLate, boolean hasValue) {}

    /** What is told of an attempt that was a slow one. */
    static final String LATE = "no (answer|connection) in time";

    /** A project of which nothing fails. */
    static final String WELL_PROJECT = "well";

    private final Path folder;
    private final Path endpoints;
    private final Authority authority;
    private final List<FaultyPeer> peers = new ArrayList<>();
    private final Map<String, List<Row>> rows = new HashMap<>();
    private final Map<String, String> settings = new HashMap<>();
    private final BrokenAddresses addresses;
    /** Projects whose fault the program has met. */
    private final Set<String> met = ConcurrentHashMap.newKeySet();

    Rows(Path folder) throws Exception {
        this.folder = folder;
        this.endpoints = Files.createDirectories(folder.resolve("endpoints"));
        this.authority = Authority.in(folder.resolve("authority"));
        this.addresses = new BrokenAddresses(authority, folder.resolve("stranger"), request -> Fault.whole(200, WELL));
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

    /** @return whether the program came so far that the fault could happen to it; with a broken address it always does */
    boolean isMet(Row row) {
        return met.contains(row.project());
    }

    /** @return connections that a fault left open and that the program has not closed */
    int leftOpen() {
        return peers.stream().mapToInt(FaultyPeer::leftOpen).sum();
    }

    @Override
    public void close() throws IOException {
        addresses.close();
        for (FaultyPeer peer : peers) {
            peer.close();
        }
    }

    private void add(String peer, Fault fault, String names, boolean hasValue) {
        boolean orLate = peer.equals(KUBERNETES);
        add(peer, new Row(peer + "-" + fault.name(), names, fault.says(), orLate, hasValue));
    }

    private void add(String peer, BrokenAddress broken) {
        String project = peer + "-" + broken.name();
        met.add(project);
        add(peer, new Row(project, URI.create(broken.url()).getAuthority(), broken.says(), false, false));
    }

    private void add(String peer, Row row) {
        rows.computeIfAbsent(peer, key -> new ArrayList<>()).add(row);
    }

    private void endpoint(String project, String... lines) throws IOException {
        Files.write(endpoints.resolve(project + ".yaml"), List.of(lines));
    }

    private static List<Fault> with(List<Fault> more) {
        return Stream.concat(HttpFaults.all().stream(), more.stream()).toList();
    }

    /** A server for each fault: what one does opens no circuit of another. */
    private void prometheus() throws IOException {
        var good = new FaultyPeer(request -> Optional.empty(), WELL);
        peers.add(good);
        endpoint(WELL_PROJECT, "url: http://" + good.authority());
        for (Fault fault : with(PrometheusFaults.all())) {
            var peer = new FaultyPeer(
                    request -> request.contains("query=faulty") ? meet(PROMETHEUS, fault) : Optional.empty(), WELL);
            peers.add(peer);
            add(PROMETHEUS, fault, peer.authority(), true);
            endpoint(
                    PROMETHEUS + "-" + fault.name(),
                    "url: http://" + peer.authority(),
                    "bearer_token: " + Secrets.MARKER);
        }
        for (BrokenAddress broken : addresses.all()) {
            add(PROMETHEUS, broken);
            endpoint(
                    PROMETHEUS + "-" + broken.name(),
                    "url: " + broken.url(),
                    "bearer_token: " + Secrets.MARKER,
                    "tls_ca_file: " + authority.ca());
        }
    }

    private void tokens() throws IOException {
        var prometheus = new FaultyPeer(request -> Optional.empty(), WELL);
        List<Fault> faults = with(TokenFaults.all());
        var peer = new FaultyPeer(request -> named(request, TOKENS, "/token/", faults), "{}");
        peers.addAll(List.of(prometheus, peer));
        String url = "url: http://" + prometheus.authority();
        for (Fault fault : faults) {
            add(TOKENS, fault, peer.authority(), false);
            endpoint(TOKENS + "-" + fault.name(), tokens(url, "http://" + peer.authority() + "/token/" + fault.name()));
        }
        for (BrokenAddress broken : addresses.all()) {
            add(TOKENS, broken);
            endpoint(TOKENS + "-" + broken.name(), tokens(url, broken.url() + "/token/" + broken.name()));
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
                request -> named(request, KUBERNETES, "/secrets/prometheus-credentials-kubernetes-", faults),
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
            add(KUBERNETES, fault, secret, false);
        }
    }

    private void resourceService() throws IOException {
        String content = Base64.getEncoder().encodeToString(SLI_YAML.getBytes());
        List<Fault> faults = HttpFaults.all();
        var peer = new FaultyPeer(
                request -> named(request, RESOURCE_SERVICE, "/project/resource-service-", faults),
                request -> Fault.whole(
                        200,
                        "{\"resourceContent\":\"" + content + "\",\"resourceURI\":\"prometheus%2Fsli.yaml\","
                                + "\"metadata\":{\"version\":\"1\"}}"),
                ServerSocketFactory.getDefault());
        peers.add(peer);
        settings.put("RESOURCE_SERVICE", "http://" + peer.authority());
        for (Fault fault : faults) {
            add(RESOURCE_SERVICE, fault, peer.authority(), false);
            // Found before Kubernetes is asked, which has enough to do.
            endpoint(RESOURCE_SERVICE + "-" + fault.name(), "url: http://127.0.0.1:1");
        }
    }

    /** @return the fault whose name follows in the request line */
    private Optional<Fault> named(String request, String peer, String prefix, List<Fault> faults) {
        String line = request.lines().findFirst().orElse("");
        return faults.stream()
                .filter(fault -> line.matches(".*" + prefix + fault.name() + "[ /?].*"))
                .findFirst()
                .flatMap(fault -> meet(peer, fault));
    }

    private Optional<Fault> meet(String peer, Fault fault) {
        met.add(peer + "-" + fault.name());
        return Optional.of(fault);
    }
}
