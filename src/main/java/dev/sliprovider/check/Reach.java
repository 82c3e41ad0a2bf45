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

/** Whether the host has an address, and the port is open: of the server, or of the proxy before it. */
final class Reach {

    private static final int ADDRESSES = 5;
    private static final String PROXY = "check PROMETHEUS_PROXY_URL, or HTTP_PROXY and HTTPS_PROXY";
    private static final String NO_NAME = "look at the DNS server";

    private Reach() {}

    static Uni<Finding> name(Visit visit) {
        HostPort peer = visit.peer();
        return inTime(visit, () -> name(visit, peer), Finding.failed(Step.DNS, "no answer in time", NO_NAME));
    }

    private static Finding name(Visit visit, HostPort peer) {
        String host = visit.target().proxy().map(proxy -> "the proxy ").orElse("") + peer.host();
        if (peer.isAddress()) {
            return Finding.ok(Step.DNS, host + " is an address");
        }
        try {
            String addresses = Arrays.stream(InetAddress.getAllByName(peer.host()))
                    .map(InetAddress::getHostAddress)
                    .collect(Collectors.joining(", "));
            return Finding.ok(Step.DNS, host + " is " + addresses);
        } catch (UnknownHostException e) {
            return visit.target().proxy().isPresent()
                    ? Finding.failed(Step.DNS, "the host name of the proxy cannot be resolved: " + peer.host(), PROXY)
                    : Finding.failed(Step.DNS, Kind.NAME_NOT_RESOLVED.failure(), "")
                            .and(": " + peer.host());
        }
    }

    static Uni<Finding> port(Visit visit) {
        Finding late = Finding.failed(Step.TCP, Kind.CONNECT_TIMEOUT.failure(), "");
        return inTime(visit, () -> ports(visit), late)
                .flatMap(finding -> visit.target().proxy().isPresent() && finding.isUsable()
                        ? throughProxy(visit)
                        : Uni.createFrom().item(finding));
    }

    /** Only a request shows whether the proxy lets us through. */
    private static Uni<Finding> throughProxy(Visit visit) {
        String proxy = "through the proxy " + visit.target().proxy().orElseThrow();
        return visit.contact().map(contact -> contact.failure(Reach::isOfProxy)
                .map(failure -> Finding.failed(Step.TCP, failure, PROXY).and(" (" + proxy + ")"))
                .orElseGet(() -> Finding.ok(Step.TCP, proxy)));
    }

    private static boolean isOfProxy(Kind kind) {
        return kind == Kind.PROXY_UNAUTHENTICATED || kind == Kind.PROXY_FAILED;
    }

    /** An address that does not answer, and why. */
    private record Closed(InetAddress address, QueryFailure failure) {}

    private static Finding ports(Visit visit) {
        HostPort peer = visit.peer();
        try {
            long began = System.nanoTime();
            List<InetAddress> addresses = Arrays.stream(InetAddress.getAllByName(peer.host()))
                    .limit(ADDRESSES)
                    .toList();
            List<Closed> closed = addresses.stream()
                    .flatMap(address -> attempt(visit, address, peer.port()).stream())
                    .toList();
            String took = Durations.text(Duration.ofNanos(System.nanoTime() - began));
            return closed.isEmpty()
                    ? Finding.ok(Step.TCP, "port " + peer.port() + " is open, " + took)
                    : notAll(closed, addresses.size(), peer.port());
        } catch (UnknownHostException e) {
            return Finding.failed(Step.TCP, Kind.NAME_NOT_RESOLVED.failure(), "");
        }
    }

    private static Finding notAll(List<Closed> closed, int all, int port) {
        QueryFailure failure = closed.getFirst().failure();
        String where = closed.stream()
                .map(each -> each.address().getHostAddress())
                .collect(Collectors.joining(", ", " (port " + port + " of ", ")"));
        Finding finding = Finding.failed(Step.TCP, failure, "").and(where);
        return closed.size() < all ? Finding.warning(Step.TCP, finding.text(), finding.remedy()) : finding;
    }

    private static Optional<Closed> attempt(Visit visit, InetAddress address, int port) {
        Duration longest = visit.means().config().connectTimeout();
        Duration timeout = longest.compareTo(visit.timeout()) < 0 ? longest : visit.timeout();
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

    /** On a thread of its own, which may be left behind: a name that is looked up cannot be given up. */
    private static Uni<Finding> inTime(Visit visit, Supplier<Finding> work, Finding late) {
        return Uni.createFrom()
                .item(work)
                .runSubscriptionOn(Thread::startVirtualThread)
                .ifNoItem()
                .after(visit.timeout())
                .recoverWithItem(late);
    }
}
