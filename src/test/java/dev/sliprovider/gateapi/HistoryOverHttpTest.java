package dev.sliprovider.gateapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sliprovider.gateapi.HistoryRequest.Operation;
import dev.sliprovider.history.EvaluationHistory;
import dev.sliprovider.history.HistoryBehaviour;
import dev.sliprovider.history.HistoryDirectory;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.RecordJson;
import dev.sliprovider.history.RefusedException;
import dev.sliprovider.history.UnusableNameException;
import dev.sliprovider.http.Connections;
import dev.sliprovider.http.Route;
import dev.sliprovider.http.Secret;
import dev.sliprovider.http.Tls;
import dev.sliprovider.store.HistoryOverHttp;
import dev.sliprovider.store.HistoryServer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client and the server of a history over HTTP, with a connection between them. */
class HistoryOverHttpTest extends HistoryBehaviour {

    private static final Map<String, Operation> OPERATIONS = Map.of(
            "GET /history/services", Operation.SERVICES,
            "GET /history/evaluations", Operation.LIST,
            "DELETE /history/evaluations", Operation.PRUNE,
            "GET /history/evaluation", Operation.ONE,
            "PUT /history/evaluation", Operation.ADD,
            "PUT /history/invalidation", Operation.INVALIDATE,
            "GET /history/absent", Operation.ABSENT,
            "GET /history/pin", Operation.PINNED,
            "PUT /history/pin", Operation.PIN,
            "DELETE /history/pin", Operation.UNPIN);
    private static final String TOKEN = "a-token-of-the-history";
    private static final Route ROUTE =
            new Route(Tls.USUAL, Optional.empty(), new Route.Pool(Duration.ofSeconds(2), 8, false));

    private static Vertx vertx;
    private static HttpServer server;
    private static volatile Path root;
    private static volatile Permission permission = Permission.all("all");
    /** Instead of an answer. */
    private static volatile Optional<HistoryAnswer> given = Optional.empty();

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        server = vertx.createHttpServer()
                .requestHandler(
                        request -> request.body().onSuccess(body -> vertx.executeBlocking(() -> answer(request, body))
                                .onComplete(done -> respond(request, done.result()))))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static HistoryAnswer answer(HttpServerRequest request, Buffer body) {
        if (given.isPresent()) {
            return given.get();
        }
        if (!("Bearer " + TOKEN).equals(request.getHeader("Authorization"))) {
            return HistoryAnswer.problem(401, "Unauthenticated", "no token");
        }
        Operation operation = OPERATIONS.get(request.method() + " " + request.path());
        return new HistoryAccess(new HistoryDirectory(root))
                .answer(new HistoryRequest(
                        operation, name -> Optional.ofNullable(request.getParam(name)), body.getBytes(), permission));
    }

    private static void respond(HttpServerRequest request, HistoryAnswer answer) {
        request.response().setStatusCode(answer.status()).end(Buffer.buffer(RecordJson.bytes(answer.body())));
    }

    @Override
    protected EvaluationHistory empty() {
        root = folder;
        permission = Permission.all("all");
        given = Optional.empty();
        return client(TOKEN);
    }

    private static HistoryOverHttp client(String token) {
        return new HistoryOverHttp(new HistoryServer(
                new Connections(vertx),
                URI.create("http://127.0.0.1:" + server.actualPort() + "/"),
                Optional.of(new Secret(token)),
                ROUTE));
    }

    private static String address() {
        return "http://127.0.0.1:" + server.actualPort() + "/";
    }

    @Test
    void a_wrong_token_is_refused_with_the_remedy() {
        assertThatThrownBy(() -> client("another-token-of-nobody").services())
                .isInstanceOf(RefusedException.class)
                .hasMessage("the history at " + address() + " refuses the token, or there is none (HTTP 401); set"
                        + " SLI_PROVIDER_HISTORY_TOKEN, or give --history-token-file");
    }

    @Test
    void a_token_gives_access_to_its_services_only() throws HistoryException {
        EvaluationHistory all = empty();
        all.of(CART).add(evaluation("a", 0, "pass"));
        permission = new Permission("other", List.of(ServicePattern.parse("shop/*/basket")), true);
        assertThat(all.services()).isEmpty();
        assertThat(all.byId("a")).isEmpty();
        assertThatThrownBy(() -> all.of(CART).newest(1))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("HTTP 403: the token does not allow the service shop/qa/cart");
        assertThatThrownBy(() -> all.of(CART).add(evaluation("b", 0, "pass"))).isInstanceOf(RefusedException.class);
    }

    @Test
    void a_read_only_token_changes_nothing() throws HistoryException {
        EvaluationHistory all = empty();
        all.of(CART).add(evaluation("a", 0, "pass"));
        permission = new Permission("reader", List.of(ServicePattern.ANY), false);
        assertThat(ids(all.of(CART).newest(1))).containsExactly("a");
        for (Operation operation : Operation.values()) {
            HistoryAnswer answer = access(operation, Map.of(), "{}");
            assertThat(answer.status() == 403).isEqualTo(operation.isChange());
        }
    }

    private HistoryAnswer access(Operation operation, Map<String, String> parameters, String body) {
        return new HistoryAccess(new HistoryDirectory(folder))
                .answer(new HistoryRequest(
                        operation,
                        name -> Optional.ofNullable(parameters.get(name)),
                        body.getBytes(StandardCharsets.UTF_8),
                        permission));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                     | the JSON of the request cannot be read: it is empty
                    [                                      | the JSON of the request cannot be read: it is not JSON
                    []                                     | the body is no event of the type sh.keptn.event.evaluation.finished
                    {"type":"sh.keptn.event.evaluation.finished"} | the body cannot be recorded: it is not an evaluation of shop/qa/cart
                    {"type":"sh.keptn.event.evaluation.finished","id":"b","time":"2026-01-01T00:00:00Z","data":{"project":"shop","stage":"qa","service":"cart"}} | the parameter id is not the id of the event
                    {"type":"sh.keptn.event.evaluation.finished","id":"a","time":"now","data":{"project":"shop","stage":"qa","service":"cart"}} | the body cannot be recorded: its "time"
                    {"type":"sh.keptn.event.evaluation.finished","id":"a","time":"2026-01-01T00:00:00Z","data":{"project":"shop","stage":"qa","service":"cart","labels":{"x":1e400}}} | the body has a number that no double can hold
                    """)
    void what_is_no_evaluation_is_not_recorded(String body, String detail) throws IOException {
        permission = Permission.all("all");
        HistoryAnswer answer =
                access(Operation.ADD, Map.of("project", "shop", "stage", "qa", "service", "cart", "id", "a"), body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("detail").asText()).startsWith(detail);
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void deep_json_is_refused() {
        permission = Permission.all("all");
        HistoryAnswer answer = access(
                Operation.ADD,
                Map.of("project", "shop", "stage", "qa", "service", "cart", "id", "a"),
                "[".repeat(10_000) + "]".repeat(10_000));
        assertThat(answer.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"project", "limit=0", "limit=101", "limit=x", "until=yesterday"})
    void parameters_are_checked(String wrong) {
        permission = Permission.all("all");
        var parameters =
                new java.util.HashMap<>(Map.of("project", "shop", "stage", "qa", "service", "cart", "limit", "5"));
        String[] parts = wrong.split("=");
        if (parts.length == 1) {
            parameters.remove(wrong);
        } else {
            parameters.put(parts[0], parts[1]);
        }
        HistoryAnswer answer = access(Operation.LIST, parameters, "");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("detail").asText()).contains(parts[0]);
    }

    @Test
    void no_message_names_a_path_of_the_server() throws HistoryException, IOException {
        EvaluationHistory all = empty();
        all.of(CART).add(evaluation("a", 0, "pass"));
        Files.writeString(folder.resolve("shop/qa/cart/20270101T000000000Z-z.json"), "{");
        assertThat(all.of(CART).newest(1).skipped())
                .singleElement()
                .asString()
                .startsWith("20270101T000000000Z-z.json is skipped: ");
        Files.delete(folder.resolve("shop/qa/cart/20270101T000000000Z-z.json"));
        Files.move(folder.resolve("shop/qa/cart"), folder.resolve("shop/qa/else"));
        Files.writeString(folder.resolve("shop/qa/cart"), "a file");
        HistoryAnswer answer =
                access(Operation.LIST, Map.of("project", "shop", "stage", "qa", "service", "cart", "limit", "5"), "");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body().toString()).doesNotContain(folder.toString());
    }

    @Test
    void a_server_that_is_no_history_is_said() {
        EvaluationHistory all = empty();
        given = Optional.of(new HistoryAnswer(200, "text/html", JsonNodeFactory.instance.textNode("page")));
        assertThat(catchMessage(all)).contains("/history/services is no history: it is no JSON object");
        given = Optional.of(HistoryAnswer.problem(404, "Not found", "there is nothing at this path"));
        assertThat(catchMessage(all)).contains("does not exist (HTTP 404: there is nothing at this path)");
        given = Optional.of(HistoryAnswer.problem(503, "x", "the service repeats " + TOKEN));
        assertThat(catchMessage(all))
                .contains("HTTP 503: the service repeats ***")
                .doesNotContain(TOKEN);
        given = Optional.of(HistoryAnswer.problem(302, "x", "moved"));
        assertThat(catchMessage(all)).contains("is redirected");
        given = Optional.of(HistoryAnswer.unusable("the id has 300 characters"));
        assertThatThrownBy(all::services).isInstanceOf(UnusableNameException.class);
    }

    private static String catchMessage(EvaluationHistory all) {
        try {
            all.services();
            return "";
        } catch (HistoryException e) {
            return e.getMessage();
        }
    }

    @Test
    void a_server_that_is_away_is_said() {
        var away = new HistoryOverHttp(
                new HistoryServer(new Connections(vertx), URI.create("http://127.0.0.1:1"), Optional.empty(), ROUTE));
        assertThatThrownBy(away::services)
                .isInstanceOf(HistoryException.class)
                .hasMessage("the history at http://127.0.0.1:1 cannot be used: the connection was refused; check the"
                        + " address and the service, or try again");
    }
}
