package dev.sliprovider.prometheus;

import dev.sliprovider.prometheus.QueryResult.Failed;
import dev.sliprovider.sli.Reason;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * One HTTP request to the query API and its answer. Who cancels it resets the request, so that Prometheus does not
 * evaluate what nobody waits for; a body that grows too large is not read to its end.
 */
final class QueryExchange {

    /**
     * What is sent.
     *
     * @param method POST, or GET for servers that refuse it
     * @param endpoint to whom
     * @param form the parameters, encoded
     * @param timeout for the whole exchange
     */
    record Request(HttpMethod method, PrometheusEndpoint endpoint, String form, Duration timeout) {}

    /**
     * What came back.
     *
     * @param status HTTP status, or 0 if there was no answer
     * @param result what was read from it
     */
    record Answer(int status, QueryResult result) {
        static Answer failed(int status, QueryFailure failure) {
            return new Answer(status, new Failed(failure));
        }
    }

    private final Request sent;
    private final PrometheusConfig config;
    private final Buffer body = Buffer.buffer();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile String phase = "connecting";
    private volatile HttpClientRequest request;

    private QueryExchange(Request sent, PrometheusConfig config) {
        this.sent = sent;
        this.config = config;
    }

    /** Sends the request once. The item says what became of it; a failure of the Uni is a bug. */
    static Uni<Answer> send(HttpClient client, Request request, PrometheusConfig config) {
        return Uni.createFrom().deferred(() -> new QueryExchange(request, config).send(client));
    }

    /** The body is read where it may take its time; no event loop has any. */
    private Uni<Answer> send(HttpClient client) {
        return Uni.createFrom()
                .<Supplier<Answer>>emitter(emitter -> {
                    emitter.onTermination(this::abandon);
                    client.request(options())
                            .onFailure(failure -> finish(emitter, () -> failed(failure)))
                            .onSuccess(opened -> exchange(opened, emitter));
                })
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(Supplier::get)
                .ifNoItem()
                .after(sent.timeout())
                .recoverWithItem(() -> failed(new TimeoutException()));
    }

    private RequestOptions options() {
        String query = sent.method() == HttpMethod.GET ? "?" + sent.form() : "";
        var options = new RequestOptions()
                .setMethod(sent.method())
                .setAbsoluteURI(sent.endpoint().api("query") + query)
                .setConnectTimeout(Math.min(
                        config.connectTimeout().toMillis(), sent.timeout().toMillis()))
                .putHeader(HttpHeaders.ACCEPT, "application/json");
        sent.endpoint().authorization().ifPresent(value -> options.putHeader(HttpHeaders.AUTHORIZATION, value));
        return options;
    }

    private void exchange(HttpClientRequest opened, UniEmitter<? super Supplier<Answer>> emitter) {
        request = opened;
        if (over.get()) {
            opened.reset();
            return;
        }
        phase = "waiting for the answer";
        opened.response()
                .onFailure(failure -> finish(emitter, () -> failed(failure)))
                .onSuccess(response -> read(response, emitter));
        if (sent.method() == HttpMethod.POST) {
            opened.putHeader(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded");
            opened.end(sent.form());
        } else {
            opened.end();
        }
    }

    private void read(HttpClientResponse response, UniEmitter<? super Supplier<Answer>> emitter) {
        phase = "reading the answer";
        response.exceptionHandler(failure -> finish(emitter, () -> failed(failure)));
        response.handler(chunk -> {
            if (body.length() + chunk.length() <= config.maxAnswerSize().asLongValue()) {
                body.appendBuffer(chunk);
            } else {
                Supplier<Answer> refused = () -> Answer.failed(response.statusCode(), tooLarge());
                abandon();
                emitter.complete(refused);
            }
        });
        response.endHandler(end -> finish(emitter, () -> answer(response)));
    }

    private Answer answer(HttpClientResponse response) {
        Optional<String> retryAfter = Optional.ofNullable(response.getHeader("Retry-After"));
        return new Answer(response.statusCode(), QueryAnswer.read(response.statusCode(), body.getBytes(), retryAfter));
    }

    private void finish(UniEmitter<? super Supplier<Answer>> emitter, Supplier<Answer> answer) {
        if (over.compareAndSet(false, true)) {
            emitter.complete(answer);
        }
    }

    private void abandon() {
        if (over.compareAndSet(false, true) && request != null) {
            request.reset();
        }
    }

    private Answer failed(Throwable failure) {
        return Answer.failed(0, QueryFailure.ofException(failure, phase));
    }

    private QueryFailure tooLarge() {
        return QueryFailure.lasting(
                Reason.OVERSIZE_ANSWER,
                "the answer is larger than " + config.maxAnswerSize().asLongValue()
                        + " bytes; aggregate in the query, for example with sum(...)");
    }
}
