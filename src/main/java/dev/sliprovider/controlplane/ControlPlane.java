package dev.sliprovider.controlplane;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sliprovider.http.Excerpt;
import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.keptnapi.Gateway;
import dev.sliprovider.keptnapi.ServiceClient;
import dev.sliprovider.keptnapi.ServiceFailure;
import dev.sliprovider.keptnapi.ServiceRequest;
import dev.sliprovider.keptnapi.ServiceResponse;
import dev.sliprovider.waiting.Backoff;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends the requests of an integration to Keptn's control plane. Each request is bounded in time; a failure is an outcome,
 * not an exception.
 */
@Singleton
final class ControlPlane {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Backoff LOG_RETRY = new Backoff(Duration.ofMillis(200), Duration.ofMillis(200));

    private final ControlPlaneConfig config;
    private final Gateway gateway;
    private final URI base;
    private final ServiceClient client;
    private final Set<CompletableFuture<Void>> logging = ConcurrentHashMap.newKeySet();

    ControlPlane(ControlPlaneConfig config, Gateway gateway) {
        this.config = config;
        this.gateway = gateway;
        this.base = gateway.base(
                "controlPlane",
                HttpAddress.read("sli-provider.control-plane.url", config.url()).toString());
        this.client = gateway.client(base, config.timeout());
    }

    /** @return {@link RequestOutcome.Done} with {@code id} */
    Uni<RequestOutcome> register(JsonNode integration) {
        return reply(post("/v1/uniform/registration", integration));
    }

    /**
     * @return {@link RequestOutcome.Done} with the whole integration, or {@link RequestOutcome.Unknown} if Keptn has no
     *     such registration
     */
    Uni<RequestOutcome> ping(String id) {
        return reply(ServiceRequest.of(HttpMethod.PUT, registration(id) + "/ping"));
    }

    /** @return {@link RequestOutcome.Done} with a list of all integrations */
    Uni<RequestOutcome> list() {
        return reply(ServiceRequest.of(HttpMethod.GET, base + "/v1/uniform/registration"));
    }

    /** @return {@link RequestOutcome.Done} */
    Uni<RequestOutcome> unregister(String id) {
        return reply(ServiceRequest.of(HttpMethod.DELETE, registration(id)));
    }

    /** @return {@link RequestOutcome.Done}; a failed attempt is repeated once */
    Uni<RequestOutcome> log(JsonNode entries) {
        Uni<RequestOutcome> once = reply(post("/v1/log", entries));
        var end = new CompletableFuture<Void>();
        logging.add(end);
        return once.flatMap(reply ->
                        reply instanceof RequestOutcome.Done ? Uni.createFrom().item(reply) : later(once))
                .onTermination()
                .invoke(() -> {
                    logging.remove(end);
                    end.complete(null);
                });
    }

    private static Uni<RequestOutcome> later(Uni<RequestOutcome> attempt) {
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(LOG_RETRY.pause(1))
                .chain(() -> attempt);
    }

    /** @return completes when no entry of the log is in flight any more */
    Uni<Void> logged() {
        return Uni.createFrom()
                .completionStage(() -> CompletableFuture.allOf(logging.toArray(CompletableFuture[]::new)));
    }

    /** @param request name of the request whose response is not from Keptn */
    RequestOutcome.Failed notUnderstood(String request) {
        return new RequestOutcome.Failed(
                this + " answered " + request + " with something other than Keptn's JSON; " + checkAddress(), true);
    }

    private ServiceRequest post(String path, JsonNode body) {
        return ServiceRequest.post(
                base + path, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String registration(String id) {
        return base + "/v1/uniform/registration/" + HttpAddress.segment(id);
    }

    private Uni<RequestOutcome> reply(ServiceRequest request) {
        return client.send(request)
                .onItemOrFailure()
                .transform((answer, failure) -> failure == null ? read(answer) : unreachable(failure));
    }

    private RequestOutcome read(ServiceResponse answer) {
        int status = answer.status();
        String answered = this + " answered HTTP " + status;
        String text = quote(answer.body());
        return switch (status) {
            case 200, 201 -> new RequestOutcome.Done(json(answer.body()));
            case 404 -> new RequestOutcome.Unknown(answered + text);
            case 401, 403 -> new RequestOutcome.Failed(answered + ": " + login(), false);
            case 408, 429 -> new RequestOutcome.Failed(answered + text, true);
            case 301, 302, 303, 307, 308 -> new RequestOutcome.Failed(answered + "; " + checkAddress(), false);
            default -> new RequestOutcome.Failed(answered + text, status >= 500);
        };
    }

    /** @return which setting to check if another server answers */
    String checkAddress() {
        return "check "
                + (gateway.isRemote()
                        ? "sli-provider.api.endpoint (KEPTN_API_ENDPOINT)"
                        : "sli-provider.control-plane.url");
    }

    private String login() {
        return gateway.isRemote()
                ? "check the Keptn API token and OAuth client (sli-provider.api.token, sli-provider.api.oauth-…)"
                : "a proxy in front of it requires credentials; check sli-provider.control-plane.url, and for access from"
                        + " outside the cluster set sli-provider.api.endpoint (KEPTN_API_ENDPOINT)";
    }

    private RequestOutcome unreachable(Throwable failure) {
        String why = ServiceFailure.isLate(failure)
                ? "nothing within " + config.timeout().toMillis() + " ms"
                : ServiceFailure.why(failure);
        return new RequestOutcome.Failed(this + " gives no answer (" + why + ")", true);
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String quote(String body) {
        String text = json(body).path("message").asText();
        return (text.isBlank() ? body : text)
                .strip()
                .lines()
                .findFirst()
                .map(line -> ": " + Excerpt.of(line))
                .orElse("");
    }

    /** @return the address of a registration, without user and password */
    String address(String id) {
        return HttpAddress.describe(URI.create(registration(id)));
    }

    /** The address, without user and password. */
    @Override
    public String toString() {
        return "the control plane at " + HttpAddress.describe(base);
    }
}
