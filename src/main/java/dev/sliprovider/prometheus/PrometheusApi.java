package dev.sliprovider.prometheus;

import dev.sliprovider.http.ConnectionFailure;
import dev.sliprovider.http.Connections;
import dev.sliprovider.http.HttpReply;
import dev.sliprovider.http.HttpRequest;
import dev.sliprovider.http.HttpRequest.Limits;
import dev.sliprovider.http.Route;
import dev.sliprovider.http.UnauthenticatedException;
import dev.sliprovider.prometheus.PrometheusEndpoint.Target;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Calls Prometheus' HTTP API with the credentials, headers, parameters, certificates and proxy of an endpoint. */
@Singleton
public final class PrometheusApi {

    private final Connections connections;
    private final Authenticator authenticator;
    private final PrometheusConfig config;

    PrometheusApi(Connections connections, Authenticator authenticator, PrometheusConfig config) {
        this.connections = connections;
        this.authenticator = authenticator;
        this.config = config;
    }

    /**
     * One call.
     *
     * @param method POST sends the form as body, GET in the address
     * @param call of the API, such as {@code query}
     * @param form its parameters, encoded; those of the endpoint are added
     * @param timeout for the whole exchange
     */
    public record Call(HttpMethod method, String call, String form, Duration timeout) {}

    /**
     * Sends the call once, or twice if the access token is refused and a new one is available.
     *
     * @return its outcome; a failure of the Uni is a bug
     */
    public Uni<HttpReply> send(PrometheusEndpoint endpoint, Target target, Call call) {
        return connections
                .send(request(endpoint, target, call), authenticator.of(endpoint.credentials()))
                .map(exchanged -> Redaction.of(endpoint, exchanged.sent(), exchanged.reply()))
                .map(ForwardProxy.of(target)::told);
    }

    /**
     * Fetches a missing access token, so that no query waits for it while it holds a slot.
     *
     * @return why the requests to the endpoint cannot be authenticated; empty if they can
     */
    Uni<Optional<QueryFailure>> prepare(PrometheusEndpoint endpoint, Target target, Duration timeout) {
        if (!(authenticator.of(endpoint.credentials()) instanceof BearerTokens tokens)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return tokens.authenticate(request(endpoint, target, new Call(HttpMethod.GET, "query", "", timeout)))
                .map(request -> Optional.<QueryFailure>empty())
                .onFailure(UnauthenticatedException.class)
                .recoverWithItem(failure ->
                        Optional.of(QueryFailure.of(ConnectionFailure.of(failure, "authenticating the request"))));
    }

    /** @return the route to a server */
    public Route route(PrometheusEndpoint endpoint, Target target) {
        return new Route(endpoint.tls(), target.proxy(), config.pool());
    }

    private HttpRequest request(PrometheusEndpoint endpoint, Target target, Call call) {
        String form = Stream.concat(
                        Stream.of(call.form()).filter(text -> !text.isEmpty()),
                        endpoint.parameters().stream().map(Parameter::encoded))
                .collect(Collectors.joining("&"));
        var limits = new Limits(call.timeout(), config.maxAnswerSize().asLongValue());
        Route route = route(endpoint, target);
        if (call.method().equals(HttpMethod.GET)) {
            URI address = URI.create(target.api(call.call()) + (form.isEmpty() ? "" : "?" + form));
            return HttpRequest.get(address, endpoint.headers(), limits, route);
        }
        return HttpRequest.form(
                URI.create(target.api(call.call())),
                endpoint.headers(),
                form.getBytes(StandardCharsets.US_ASCII),
                limits,
                route);
    }
}
