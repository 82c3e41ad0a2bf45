package dev.sliprovider.peers;

import dev.sliprovider.fakekeptn.Certificate;
import dev.sliprovider.secrets.ProgramOutput;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The stand-in for Prometheus of all tests and of the soak, on a loopback port of its own, over HTTP/1.1 and HTTP/2. It
 * keeps its port: it can be stopped and started again. The prefix of the path does not matter. Where the real one will
 * do, there is {@link PrometheusServer}; the benchmark has a backend of its own, which must cost nearly nothing.
 */
public final class GuardedPrometheus implements AutoCloseable {

    private static final String QUERY = "/api/v1/query";
    private static final String LABEL = "/api/v1/label/";
    /** A query may be in the first line of a request. */
    private static final int LONGEST_LINE = 65_536;

    private final Vertx vertx = Vertx.vertx();
    private final HttpServerOptions options =
            new HttpServerOptions().setHost("127.0.0.1").setPort(0).setMaxInitialLineLength(LONGEST_LINE);
    private final List<Received> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> others = new ConcurrentHashMap<>();
    private final AtomicInteger current = new AtomicInteger();
    private final AtomicInteger highest = new AtomicInteger();
    private volatile Function<Received, Answer> queries = request -> Answer.value(42);
    private volatile Predicate<Map<String, String>> guard = headers -> true;
    private volatile Answer refusal = Answer.page(401);
    private boolean remembers = true;
    private HttpServer server;

    public GuardedPrometheus() {
        others.put("/-/ready", new Answer(200, "Prometheus Server is Ready.\n", Map.of(), Duration.ZERO));
        others.put("/api/v1/status/buildinfo", Answer.file("prometheus-2-buildinfo.200.json"));
        others.put("/api/v1/status/flags", Answer.file("prometheus-flags.200.json"));
    }

    /** HTTPS only; HTTP/2 for who offers it. */
    public GuardedPrometheus tls(Certificate certificate) {
        options.setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(certificate.pem().toString())
                        .setKeyPath(certificate.key().toString()));
        return this;
    }

    /** HTTPS only, and only for clients with a certificate of this authority. */
    public GuardedPrometheus mutualTls(Certificate certificate, Path ca) {
        options.setClientAuth(ClientAuth.REQUIRED).setTrustOptions(new PemTrustOptions().addCertPath(ca.toString()));
        return tls(certificate);
    }

    /** Answers are compressed for who asks for that. */
    public GuardedPrometheus compressed() {
        options.setCompressionSupported(true);
        return this;
    }

    /** On this port of the loopback interface, and not on any that is free. */
    public GuardedPrometheus at(int port) {
        options.setPort(port);
        return this;
    }

    /** It keeps no request: it may run for an hour. */
    public GuardedPrometheus forgetful() {
        remembers = false;
        return this;
    }

    /** Opens the port. */
    public GuardedPrometheus start() {
        server = await(
                vertx.createHttpServer(options).requestHandler(this::handle).listen());
        options.setPort(server.actualPort());
        return this;
    }

    /** Closes the port and every connection. */
    public void stop() {
        await(server.close());
        current.set(0);
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    /** @return base URL */
    public String url() {
        return (options.isSsl() ? "https" : "http") + "://127.0.0.1:" + port();
    }

    /** @return its port, by which it can be asked under another name too */
    public int port() {
        return options.getPort();
    }

    /**
     * Who may ask.
     *
     * @param otherwise status for everybody else, such as 401 or 403
     * @param guard looks at the headers, whose names are in lower case
     */
    public GuardedPrometheus guard(int otherwise, Predicate<Map<String, String>> guard) {
        refusal = Answer.page(otherwise);
        this.guard = guard;
        return this;
    }

    /** Answers queries with these one after the other; the last one stays. */
    public GuardedPrometheus answer(Answer... successive) {
        var next = new AtomicInteger();
        return answer(request -> successive[Math.min(next.getAndIncrement(), successive.length - 1)]);
    }

    /** Answers queries so. */
    public GuardedPrometheus answer(Function<Received, Answer> answers) {
        queries = answers;
        return this;
    }

    /** @param path that is no query, such as {@code /api/v1/status/buildinfo} */
    public GuardedPrometheus answerAt(String path, Answer answer) {
        others.put(path, answer);
        return this;
    }

    /** @return every request in the order of coming, also those it refused */
    public List<Received> requests() {
        return List.copyOf(requests);
    }

    /** @return the requests for queries */
    public List<Received> queries() {
        return requests().stream()
                .filter(request -> request.path().endsWith(QUERY))
                .toList();
    }

    /** @return how many requests were under way at once, at most */
    public int highestConcurrency() {
        return highest.get();
    }

    /** Forgets what was asked. */
    public void reset() {
        requests.clear();
        highest.set(current.get());
    }

    private void handle(HttpServerRequest request) {
        highest.accumulateAndGet(current.incrementAndGet(), Math::max);
        request.response().endHandler(end -> current.decrementAndGet());
        request.body().onSuccess(body -> answer(request, Received.of(request, body)));
    }

    private void answer(HttpServerRequest request, Received read) {
        if (remembers) {
            requests.add(read);
        }
        // Further parameters may be secrets.
        ProgramOutput.request(read.method(), read.path(), read.parameter("query"));
        Answer answer = guard.test(read.headers()) ? find(read) : refusal;
        if (answer.delay().isZero()) {
            send(request, answer);
        } else {
            vertx.setTimer(answer.delay().toMillis(), timer -> send(request, answer));
        }
    }

    private Answer find(Received request) {
        if (request.path().contains(LABEL)) {
            return queries.apply(request);
        }
        return request.path().endsWith(QUERY)
                ? evaluated(request).at(request.parameter("time"))
                : others.entrySet().stream()
                        .filter(other -> request.path().endsWith(other.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(Answer.page(404));
    }

    /** Whatever it answers to other queries, it knows the time. */
    private Answer evaluated(Received request) {
        Answer answer = queries.apply(request);
        return "time()".equals(request.parameter("query")) && answer.status() == 200
                ? Answer.value(Double.parseDouble(request.parameter("time")))
                : answer;
    }

    private static void send(HttpServerRequest request, Answer answer) {
        if (answer.status() == 0) {
            request.connection().close();
        } else if (!request.response().closed()) {
            request.response().setStatusCode(answer.status());
            answer.headers().forEach(request.response()::putHeader);
            Buffer body = Buffer.buffer(answer.body());
            if (answer.sent() < body.length()) {
                request.response().putHeader("Content-Length", Integer.toString(body.length()));
                request.response().write(body.slice(0, answer.sent())).onComplete(sent -> request.connection()
                        .close());
            } else {
                request.response().end(body);
            }
        }
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
