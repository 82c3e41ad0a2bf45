package dev.sliprovider.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sliprovider.check.EndpointCheck.Means;
import dev.sliprovider.http.HostPort;
import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.http.HttpReply;
import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.prometheus.PrometheusApi.Call;
import dev.sliprovider.prometheus.PrometheusEndpoint;
import dev.sliprovider.prometheus.PrometheusEndpoint.Target;
import dev.sliprovider.waiting.SharedRead;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Access to one server while it is checked. Requests whose responses several steps need are sent once. */
final class ServerProbe {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Means means;
    private final PrometheusEndpoint endpoint;
    private final Target target;
    private final String project;
    private final Uni<FirstRequest> firstRequest;
    private final Map<String, Uni<HttpReply>> replies = new ConcurrentHashMap<>();

    /** @param endpoint with this target only */
    ServerProbe(Means means, PrometheusEndpoint endpoint, Target target, String project) {
        this.means = means;
        this.endpoint = endpoint;
        this.target = target;
        this.project = project;
        this.firstRequest = SharedRead.of(FirstRequest.with(this));
    }

    Means means() {
        return means;
    }

    PrometheusEndpoint endpoint() {
        return endpoint;
    }

    Target target() {
        return target;
    }

    String project() {
        return project;
    }

    /** @return the longest time of a request, or of a step without one */
    Duration timeout() {
        return means.config().timeout();
    }

    boolean isTls() {
        return HttpAddress.isTls(target.url());
    }

    /** @return the other end of connections: the server, or the proxy before it */
    HostPort peer() {
        return target.proxy()
                .map(proxy -> new HostPort(proxy.host(), proxy.port()))
                .orElseGet(() -> HostPort.of(target.url()));
    }

    /** @return the first request and its outcome */
    Uni<FirstRequest> firstRequest() {
        return firstRequest;
    }

    /** @return the response at this path of the API, requested once */
    Uni<HttpReply> get(String path) {
        return replies.computeIfAbsent(
                path, missing -> SharedRead.of(send(endpoint, new Call(HttpMethod.GET, missing, "", timeout()))));
    }

    Uni<HttpReply> send(PrometheusEndpoint who, Call call) {
        return means.api().send(who, who.targets().getFirst(), call);
    }

    /** @return the body of a successful response; a missing node if it is not successful or not JSON */
    static JsonNode json(HttpReply reply) {
        try {
            return reply instanceof Answered answer && answer.status() == 200
                    ? JSON.readTree(answer.text())
                    : MissingNode.getInstance();
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
