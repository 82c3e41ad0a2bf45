package dev.sliprovider.fakekeptn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.sliprovider.secrets.ProgramOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * As much of a Keptn control plane as an integration sees of it, on one port: what the services answer inside the
 * cluster ({@link #url}), and the same behind the API gateway with its login ({@link #api}).
 */
public final class FakeKeptn implements AutoCloseable {

    /**
     * One request.
     *
     * @param target path and query as they stood on the wire
     * @param headers names in lower case
     */
    public record Request(String method, String target, Map<String, String> headers, String body) {}

    /** What is the matter with it. */
    public enum Fault {
        NONE,
        /** Every request is answered with HTTP 503. */
        UNAVAILABLE,
        /** Every connection is closed without an answer. */
        CUT,
        /** The gateway lets nobody in: HTTP 429. */
        TOO_MANY_REQUESTS
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PING = Pattern.compile("/v1/uniform/registration/([^/]+)(?:/ping)?");

    private final FakeUniform uniform = new FakeUniform();
    private final FakeDatastore datastore = new FakeDatastore();
    private final FakeLogin login = new FakeLogin();
    private final FakeProjects projects = new FakeProjects();
    private final List<JsonNode> logs = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Consumer<JsonNode>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger repliesToLose = new AtomicInteger();
    private final AtomicInteger finishedToRefuse = new AtomicInteger();
    private final HttpServer server;
    private volatile int refusal = 500;
    private volatile Map<String, Integer> refusals = Map.of();
    private volatile String oddity;
    private volatile Fault fault = Fault.NONE;
    private volatile Duration delay = Duration.ZERO;

    /** On any free port of the loopback interface. */
    public FakeKeptn() {
        this(0);
    }

    /** @param port of the loopback interface, or 0 for any */
    public FakeKeptn(int port) {
        this(port, null);
    }

    /** @param tls for HTTPS, or null */
    public FakeKeptn(int port, SSLContext tls) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            this.server = tls == null ? HttpServer.create(address, 0) : HttpsServer.create(address, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (server instanceof HttpsServer https) {
            https.setHttpsConfigurator(new HttpsConfigurator(tls));
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** @return base URL of every service, as inside the cluster */
    public String url() {
        return (server instanceof HttpsServer ? "https" : "http") + "://localhost:"
                + server.getAddress().getPort();
    }

    /** @return what KEPTN_API_ENDPOINT would be */
    public String api() {
        return url() + "/api";
    }

    /** The gateway asks for this {@code x-token}. */
    public void requireApiToken(String token) {
        login.requireApiToken(token);
    }

    /** The gateway asks for access tokens; they are had at {@code /oauth/token}. */
    public void requireOauth(String clientId, String clientSecret, Duration tokensLast) {
        login.requireOauth(clientId, clientSecret, tokensLast);
    }

    /** Where access tokens are had, id and secret have to be in the form. */
    public void takeOauthClientInFormOnly() {
        login.takeFormOnly();
    }

    /** No access token is good any more. */
    public void revokeAccessTokens() {
        login.revoke();
    }

    /** @return how many access tokens were issued */
    public int accessTokensIssued() {
        return login.issued();
    }

    /** Adds a project to the list of all. */
    public void project(String name) {
        projects.add(name);
    }

    /** @param path the project, or project/stage, or project/stage/service */
    public void sliYaml(String path, String text) {
        projects.sliYaml(path, text);
    }

    /** Lets an event happen as Keptn's services do: it is stored, and those who listen are told. */
    public void publish(JsonNode event) {
        datastore.add(event);
        listeners.forEach(listener -> listener.accept(event));
    }

    /** Forgets all events and requests. */
    public void clear() {
        datastore.clear();
        requests.clear();
    }

    /** Another integration registers, or pings: it is seen now. */
    public void seen(JsonNode integration) {
        uniform.register(integration);
    }

    /** Stores an event that was on the bus. */
    public void store(JsonNode event) {
        datastore.add(event);
    }

    /** Tells of every event that comes through the API or {@link #publish}; in Keptn it would be on the bus. */
    public void onEvent(Consumer<JsonNode> listener) {
        listeners.add(listener);
    }

    /** From now on. */
    public void fault(Fault fault) {
        this.fault = fault;
    }

    /** Every answer takes so long. */
    public void slow(Duration delay) {
        this.delay = delay;
    }

    /** Takes the next events that are posted, but closes the connection instead of saying so. */
    public void loseRepliesToEvents(int count) {
        repliesToLose.set(count);
    }

    /** Pings are answered with 404 until the next registration. */
    public void forgetRegistrations() {
        uniform.forget();
    }

    /** Changes the subscriptions of all registrations, as a person does in the Bridge. */
    public void changeSubscriptions(ArrayNode subscriptions) {
        uniform.subscriptions(subscriptions);
    }

    /** Answers the next finished events that are posted with HTTP 500, and does not take them. */
    public void refuseFinished(int count) {
        refuseFinished(count, 500);
    }

    /** Answers the next finished events that are posted with this status, and does not take them; 200 has a page. */
    public void refuseFinished(int count, int status) {
        refusal = status;
        finishedToRefuse.set(count);
    }

    /** Answers the finished events for these events with a status each, and does not take them. */
    public void refuseFinished(Map<String, Integer> statuses) {
        refusals = Map.copyOf(statuses);
    }

    /** Who looks for events is answered with this JSON, or what is true if it is null. */
    public void oddEvents(String json) {
        oddity = json;
    }

    /** @return what is registered */
    public List<JsonNode> registrations() {
        return uniform.all();
    }

    /** @return the ids that were pinged */
    public List<String> pings() {
        return uniform.pings();
    }

    /** @return the entries of the log of integrations */
    public List<JsonNode> logs() {
        return List.copyOf(logs);
    }

    /** @return every event, in the order of coming */
    public List<JsonNode> events() {
        return datastore.all();
    }

    /** @return events of this type that answer that event */
    public List<JsonNode> answers(String type, String triggeredid) {
        return events().stream()
                .filter(event -> event.path("type").asText().equals(type))
                .filter(event -> event.path("triggeredid").asText().equals(triggeredid))
                .toList();
    }

    /** @return every request */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = new HashMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String target = exchange.getRequestURI().toString();
            var request = new Request(exchange.getRequestMethod(), target, headers, body);
            requests.add(request);
            ProgramOutput.request(request.method(), target, body);
            // The configured delay of a slow Keptn.
            Thread.sleep(delay);
            if (fault == Fault.CUT) {
                return;
            }
            Reply reply = fault == Fault.UNAVAILABLE ? Reply.error(503, "service unavailable") : answer(request);
            boolean isEvent = request.method().equals("POST") && target.endsWith("/v1/event");
            if (isEvent && repliesToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return;
            }
            byte[] text = (reply.body().isTextual()
                            ? reply.body().asText()
                            : reply.body().toString())
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", reply.body().isTextual() ? "text/plain" : "application/json");
            exchange.sendResponseHeaders(reply.status(), text.length);
            exchange.getResponseBody().write(text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply answer(Request request) throws IOException {
        String[] target = request.target().split("\\?", 2);
        Map<String, String> query = form(target.length < 2 ? "" : target[1]);
        String path = target[0];
        if (path.equals("/.well-known/openid-configuration")) {
            return Reply.ok(JSON.createObjectNode().put("issuer", url()).put("token_endpoint", url() + "/oauth/token"));
        }
        if (path.equals("/oauth/token")) {
            return login.token(request.headers(), form(request.body()));
        }
        if (!path.startsWith("/api/")) {
            return service(request, path, query);
        }
        if (fault == Fault.TOO_MANY_REQUESTS) {
            return Reply.error(429, "too many requests");
        }
        if (!login.passes(request.headers())) {
            return Reply.error(401, "unauthenticated or invalid credentials");
        }
        // Like nginx, the gateway decodes a path once before it rewrites it.
        String behind = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8)
                .replaceFirst("^/api(/controlPlane|/resource-service|/mongodb-datastore)?", "");
        return service(request, behind, query);
    }

    private Reply service(Request request, String path, Map<String, String> query) throws IOException {
        Matcher registration = PING.matcher(path);
        return switch (request.method() + " " + path) {
            case "POST /v1/uniform/registration" -> uniform.register(JSON.readTree(request.body()));
            case "GET /v1/uniform/registration" -> uniform.list();
            case "POST /v1/log" -> {
                JSON.readTree(request.body()).path("logs").forEach(logs::add);
                yield Reply.done();
            }
            case "GET /v1/project" -> projects.list(query);
            case "GET /event/type/sh.keptn.event.evaluation.finished" ->
                oddity == null
                        ? datastore.ofType("sh.keptn.event.evaluation.finished", query)
                        : Reply.ok(JSON.readTree(oddity));
            case "GET /event" -> oddity == null ? datastore.find(query) : Reply.ok(JSON.readTree(oddity));
            case "POST /v1/event" -> send(JSON.readTree(request.body()));
            default -> {
                if (registration.matches() && request.method().equals("PUT") && path.endsWith("/ping")) {
                    yield uniform.ping(registration.group(1));
                }
                if (registration.matches() && request.method().equals("DELETE")) {
                    yield uniform.unregister(registration.group(1));
                }
                yield request.method().equals("GET") ? projects.resource(path) : Reply.noRoute();
            }
        };
    }

    /** The API service gives every event an id and a time of its own. */
    private Reply send(JsonNode sent) {
        if (!(sent instanceof ObjectNode event)) {
            return Reply.error(400, "invalid event");
        }
        if (event.path("type").asText().endsWith(".finished")
                && finishedToRefuse.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return refusal == 200
                    ? new Reply(200, TextNode.valueOf("<html>log in</html>"))
                    : Reply.error(refusal, "could not send event");
        }
        Integer status = refusals.get(event.path("triggeredid").asText());
        if (event.path("type").asText().endsWith(".finished") && status != null) {
            return Reply.error(status, "could not send event");
        }
        event.put("id", UUID.randomUUID().toString()).put("time", Instant.now().toString());
        if (event.path("shkeptncontext").asText().isEmpty()) {
            event.put("shkeptncontext", UUID.randomUUID().toString());
        }
        publish(event);
        return Reply.ok(JSON.createObjectNode()
                .put("keptnContext", event.path("shkeptncontext").asText()));
    }

    private static Map<String, String> form(String text) {
        var parameters = new HashMap<String, String>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }
}
