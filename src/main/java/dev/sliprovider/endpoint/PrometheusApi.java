package dev.sliprovider.endpoint;

import dev.sliprovider.endpoint.PrometheusEndpoint.Target;
import dev.sliprovider.endpoint.Reply.Answered;
import dev.sliprovider.endpoint.RequestFailure.Kind;
import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.oauth.LoginException;
import dev.sliprovider.waiting.Deadline;
import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Calls Prometheus' HTTP API the way an endpoint says: with its login, headers, parameters, certificates and proxy. */
@Singleton
public final class PrometheusApi {

    private static final int UNAUTHORIZED = 401;

    private final Connections connections;
    private final Logins logins;

    PrometheusApi(Connections connections, Logins logins) {
        this.connections = connections;
        this.logins = logins;
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
     * Sends the call once, or a second time with another access token if the first is refused.
     *
     * @return what became of it; a failure of the Uni is a bug
     */
    public Uni<Reply> send(PrometheusEndpoint endpoint, Target target, Call call) {
        return once(endpoint, target, call, Deadline.in(call.timeout()), true);
    }

    /**
     * Makes sure that there is something to log in with, so that nobody waits for a token in the place of a query.
     *
     * @return why there is none
     */
    public Uni<Optional<RequestFailure>> login(PrometheusEndpoint endpoint, Duration timeout) {
        return failed(
                        endpoint,
                        authorization(endpoint.login(), timeout).map(authorization -> Optional.<Reply>empty()),
                        Optional::of)
                .map(reply -> reply.map(Reply.Unanswered.class::cast).map(Reply.Unanswered::failure));
    }

    private Uni<Reply> once(PrometheusEndpoint endpoint, Target target, Call call, Deadline deadline, boolean isFirst) {
        Uni<Reply> exchange = authorization(endpoint.login(), deadline.atMost(call.timeout()))
                .flatMap(authorization -> connections
                        .send(request(endpoint, target, call, deadline, authorization))
                        .flatMap(reply -> reply instanceof Answered answer
                                        && answer.status() == UNAUTHORIZED
                                        && logins.refused(endpoint.login(), authorization, isFirst)
                                ? once(endpoint, target, call, deadline, false)
                                : Uni.createFrom().item(Masked.of(endpoint, authorization, reply))));
        return failed(endpoint, exchange, reply -> reply);
    }

    /** Of tokens only, the others are known: a timer for each query is not free. */
    private Uni<Optional<String>> authorization(Login login, Duration timeout) {
        Uni<Optional<String>> value = logins.authorization(login);
        return login instanceof Login.ClientCredentials
                ? value.ifNoItem().after(timeout).on(Timeouts.clock()).fail()
                : value;
    }

    private static <T> Uni<T> failed(PrometheusEndpoint endpoint, Uni<T> exchange, Function<Reply, T> result) {
        return exchange.onFailure(LoginException.class)
                .recoverWithItem(failure ->
                        result.apply(new Reply.Unanswered(Kind.NO_ACCESS_TOKEN.failure(failure.getMessage()))))
                .onFailure(TimeoutException.class)
                .recoverWithItem(
                        () -> result.apply(new Reply.Unanswered(Kind.NO_ACCESS_TOKEN.failure("no access token in time"
                                + from(endpoint.login()) + "; look at PROMETHEUS_OAUTH2_TOKEN_URL"))));
    }

    private static String from(Login login) {
        return login instanceof Login.ClientCredentials credentials
                ? " from " + HttpAddress.describe(credentials.client().address())
                : "";
    }

    private static Request request(
            PrometheusEndpoint endpoint, Target target, Call call, Deadline deadline, Optional<String> authorization) {
        var headers = new ArrayList<>(endpoint.headers());
        authorization.ifPresent(value -> headers.add(new Header("Authorization", new Secret(value))));
        String form = Stream.concat(
                        Stream.of(call.form()).filter(text -> !text.isEmpty()),
                        endpoint.parameters().stream().map(Parameter::encoded))
                .collect(Collectors.joining("&"));
        boolean isGet = call.method() == HttpMethod.GET;
        URI address = URI.create(target.api(call.call()) + (isGet && !form.isEmpty() ? "?" + form : ""));
        return new Request(
                call.method(),
                address,
                List.copyOf(headers),
                isGet ? Optional.empty() : Optional.of(form),
                deadline.atMost(call.timeout()),
                endpoint.tls(),
                target.proxy());
    }
}
