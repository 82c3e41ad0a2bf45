package dev.sliprovider.check;

import dev.sliprovider.http.Excerpt;
import dev.sliprovider.http.HostPort;
import dev.sliprovider.prometheus.QueryFailure;
import dev.sliprovider.prometheus.QueryFailure.Kind;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Checks that the host has an address and the port is open: of the server, or of the proxy before it. */
final class NetworkCheck {

    private static final int ADDRESSES = 5;
    private static final String PROXY = "check PROMETHEUS_PROXY_URL, or HTTP_PROXY and HTTPS_PROXY";
    private static final String NO_NAME = "check the DNS server";

    private NetworkCheck() {}

    static Uni<StepResult> name(ServerProbe probe) {
        HostPort peer = probe.peer();
        return inTime(probe, () -> name(probe, peer), StepResult.failed(Step.DNS, "no answer in time", NO_NAME));
    }

    private static StepResult name(ServerProbe probe, HostPort peer) {
        String host = probe.target().proxy().map(proxy -> "the proxy ").orElse("") + peer.host();
        if (peer.isAddress()) {
            return StepResult.ok(Step.DNS, host + " is an IP address");
        }
        try {
            String addresses = Arrays.stream(InetAddress.getAllByName(peer.host()))
                    .map(InetAddress::getHostAddress)
                    .collect(Collectors.joining(", "));
            return StepResult.ok(Step.DNS, host + " has the addresses " + addresses);
        } catch (UnknownHostException e) {
            return probe.target().proxy().isPresent()
                    ? StepResult.failed(
                            Step.DNS, "the host name of the proxy cannot be resolved: " + peer.host(), PROXY)
                    : StepResult.failed(Step.DNS, Kind.NAME_NOT_RESOLVED.failure(), "")
                            .and(": " + peer.host());
        }
    }

    static Uni<StepResult> port(ServerProbe probe) {
        StepResult late = StepResult.failed(Step.TCP, Kind.CONNECT_TIMEOUT.failure(), "");
        return inTime(probe, () -> ports(probe), late)
                .flatMap(finding -> probe.target().proxy().isPresent() && finding.isUsable()
                        ? throughProxy(probe)
                        : Uni.createFrom().item(finding));
    }

    /** Only a request shows whether the proxy forwards it. */
    private static Uni<StepResult> throughProxy(ServerProbe probe) {
        String proxy = "through the proxy " + probe.target().proxy().orElseThrow();
        return probe.firstRequest().map(first -> first.failure(NetworkCheck::isOfProxy)
                .map(failure -> StepResult.failed(Step.TCP, failure, PROXY).and(" (" + proxy + ")"))
                .orElseGet(() -> StepResult.ok(Step.TCP, proxy)));
    }

    private static boolean isOfProxy(Kind kind) {
        return kind == Kind.PROXY_UNAUTHENTICATED || kind == Kind.PROXY_FAILED;
    }

    /** An address that does not accept a connection, and why. */
    private record Closed(InetAddress address, QueryFailure failure) {}

    private static StepResult ports(ServerProbe probe) {
        HostPort peer = probe.peer();
        try {
            long began = System.nanoTime();
            List<InetAddress> addresses = Arrays.stream(InetAddress.getAllByName(peer.host()))
                    .limit(ADDRESSES)
                    .toList();
            List<Closed> closed = addresses.stream()
                    .flatMap(address -> attempt(probe, address, peer.port()).stream())
                    .toList();
            String took = Durations.text(Duration.ofNanos(System.nanoTime() - began));
            return closed.isEmpty()
                    ? StepResult.ok(Step.TCP, "port " + peer.port() + " is open, " + took)
                    : notAll(closed, addresses.size(), peer.port());
        } catch (UnknownHostException e) {
            return StepResult.failed(Step.TCP, Kind.NAME_NOT_RESOLVED.failure(), "");
        }
    }

    private static StepResult notAll(List<Closed> closed, int all, int port) {
        QueryFailure failure = closed.getFirst().failure();
        String where = closed.stream()
                .map(each -> each.address().getHostAddress())
                .collect(Collectors.joining(", ", " (port " + port + " of ", ")"));
        StepResult finding = StepResult.failed(Step.TCP, failure, "").and(where);
        return closed.size() < all ? StepResult.warning(Step.TCP, finding.text(), finding.remedy()) : finding;
    }

    private static Optional<Closed> attempt(ServerProbe probe, InetAddress address, int port) {
        Duration longest = probe.means().config().connectTimeout();
        Duration timeout = longest.compareTo(probe.timeout()) < 0 ? longest : probe.timeout();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new Closed(address, failure(e)));
        }
    }

    private static QueryFailure failure(IOException e) {
        return switch (e) {
            case SocketTimeoutException late -> Kind.CONNECT_TIMEOUT.failure();
            case NoRouteToHostException none -> Kind.NO_ROUTE.failure();
            case ConnectException refused -> Kind.CONNECTION_REFUSED.failure();
            default -> Kind.CONNECTION_BROKEN.failure("no connection: " + Excerpt.of(String.valueOf(e.getMessage())));
        };
    }

    /** Runs on its own thread, which may continue after the timeout, because a name lookup cannot be cancelled. */
    private static Uni<StepResult> inTime(ServerProbe probe, Supplier<StepResult> work, StepResult late) {
        return Uni.createFrom()
                .item(work)
                .runSubscriptionOn(Thread::startVirtualThread)
                .ifNoItem()
                .after(probe.timeout())
                .recoverWithItem(late);
    }
}
