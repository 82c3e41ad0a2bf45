package dev.sliprovider.cli;

import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Missing;
import dev.sliprovider.sli.Reason;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The next step if no query was answered as Prometheus answers. */
final class UnansweredHint {

    private static final Set<Reason> CONNECTION = EnumSet.of(
            Reason.UNREACHABLE, Reason.TIMEOUT, Reason.UNAUTHORIZED, Reason.UNEXPECTED_STATUS, Reason.NOT_JSON);
    private static final int USUAL_PORT = 9090;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private UnansweredHint() {}

    /** @return a sentence; empty if a query was answered, or failed for another reason than the connection */
    static Optional<String> of(List<IndicatorValue> values) {
        Set<String> servers = ValueReasons.servers(values);
        if (servers.isEmpty() || !values.stream().allMatch(UnansweredHint::isUnanswered)) {
            return Optional.empty();
        }
        String server = servers.iterator().next();
        return Optional.of(
                port(server, values) + "Look for the cause with: " + Cli.NAME + " check --prometheus " + server);
    }

    private static boolean isUnanswered(IndicatorValue value) {
        return value instanceof Missing missing && CONNECTION.contains(missing.reason());
    }

    private static String port(String server, List<IndicatorValue> values) {
        boolean isReached = values.stream()
                .noneMatch(value -> value instanceof Missing missing && missing.reason() == Reason.UNREACHABLE);
        URI address = URI.create(server);
        int port = address.getPort() >= 0
                ? address.getPort()
                : "https".equalsIgnoreCase(address.getScheme()) ? HTTPS_PORT : HTTP_PORT;
        return isReached || port == USUAL_PORT
                ? ""
                : "Port " + port + " was asked; Prometheus usually listens on " + USUAL_PORT + ". ";
    }
}
