package dev.sliprovider.check;

import dev.sliprovider.http.HttpReply;
import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.prometheus.PrometheusApi.Call;
import dev.sliprovider.prometheus.PrometheusEndpoint;
import dev.sliprovider.prometheus.PrometheusEndpoint.Target;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Searches the query API on a server that does not have it at the path of the URL: at the target of its front page's
 * redirect, and at the usual paths. No other server is asked.
 */
final class PathSearch {

    private static final List<String> USUAL = List.of("", "/prometheus", "/prom", "/api/prom");

    private PathSearch() {}

    /** @return the base URL of the API, if it is found in time */
    static Uni<Optional<URI>> by(ServerProbe probe) {
        return probe.get("/")
                .map(front -> candidates(probe.target().url(), front))
                .toMulti()
                .flatMap(paths -> Multi.createFrom().iterable(paths))
                .onItem()
                .transformToUniAndConcatenate(path -> tried(probe, path))
                .filter(Optional::isPresent)
                .toUni()
                .ifNoItem()
                .after(probe.timeout())
                .recoverWithItem(() -> null)
                .map(found -> found == null ? Optional.empty() : found);
    }

    private static List<String> candidates(URI url, HttpReply front) {
        Stream<String> before = Stream.of(url.getRawPath())
                .filter(path -> path.contains("/api/v1"))
                .map(path -> path.substring(0, path.indexOf("/api/v1")));
        Stream<String> led = location(front)
                .map(url::resolve)
                .filter(other -> url.getRawAuthority().equals(other.getRawAuthority()))
                .map(other -> other.getRawPath().replaceAll("(/graph|/query)?/*$", ""))
                .stream();
        return Stream.of(before, led, USUAL.stream())
                .flatMap(paths -> paths)
                .filter(path -> !path.equals(url.getRawPath()))
                .distinct()
                .toList();
    }

    private static Optional<URI> location(HttpReply front) {
        try {
            return front instanceof Answered answer
                    ? answer.header().apply("Location").map(URI::create)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Uni<Optional<URI>> tried(ServerProbe probe, String path) {
        URI url = URI.create(
                probe.target().url().getScheme() + "://" + probe.target().url().getRawAuthority() + path);
        PrometheusEndpoint other =
                probe.endpoint().only(new Target(url, probe.target().proxy()));
        return probe.send(other, new Call(HttpMethod.GET, "query", FirstRequest.QUERY, probe.timeout()))
                .map(reply -> isApi(reply) ? Optional.of(url) : Optional.empty());
    }

    private static boolean isApi(HttpReply reply) {
        return ServerProbe.json(reply).path("status").asText().equals("success");
    }
}
