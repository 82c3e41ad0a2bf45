package dev.sliprovider.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.sliprovider.http.UnauthenticatedException;
import dev.sliprovider.oauth.TokenRequests.Reply;
import dev.sliprovider.waiting.Eventually;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTokensTest {

    private static final String SECRET = "tr0ub4dor+cr:et";
    private static final URI TOKEN_URL = URI.create("https://u:tr0ub4dor@login.example.org/token?key=tr0ub4dor");
    private static final URI DISCOVERY = URI.create("https://login.example.org/.well-known/openid-configuration");
    private static final AccessTokens.Settings SETTINGS =
            new AccessTokens.Settings("the id and the secret", "the address");

    private final Provider provider = new Provider();
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    private final AccessTokens tokens = tokens(client(List.of("a", "b"), Map.of()));

    /** Answers in the order given; what is asked without an answer waits. */
    private static final class Provider implements TokenRequests {

        record Sent(URI address, String basic, String form) {}

        private final List<Sent> sent = new ArrayList<>();
        private final Deque<Uni<Reply>> answers = new ArrayDeque<>();
        private final List<UniEmitter<? super Reply>> waiting = new ArrayList<>();
        private int cancelled;

        @Override
        public Uni<Reply> get(URI address) {
            return post(address, "", new byte[0]);
        }

        @Override
        public Uni<Reply> post(URI address, String basic, byte[] form) {
            return Uni.createFrom().deferred(() -> send(address, basic, form));
        }

        private synchronized Uni<Reply> send(URI address, String basic, byte[] form) {
            sent.add(new Sent(address, basic, new String(form, StandardCharsets.US_ASCII)));
            Uni<Reply> slow = Uni.createFrom().emitter(waiting::add);
            return (answers.isEmpty() ? slow : answers.remove())
                    .onCancellation()
                    .invoke(() -> cancelled++);
        }

        void answers(int status, String body) {
            answers.add(Uni.createFrom().item(new Reply(status, body)));
        }

        void answersToken(String value, long expiresIn) {
            answers(200, token(value, expiresIn));
        }

        static String token(String value, long expiresIn) {
            return "{\"access_token\": \"" + value + "\", \"expires_in\": " + expiresIn + "}";
        }
    }

    @Test
    void a_token_is_used_again_until_shortly_before_it_expires() {
        provider.answersToken("one", 300);
        provider.answersToken("two", 300);

        assertThat(current()).isEqualTo("one");
        pass(Duration.ofSeconds(269));
        assertThat(current()).isEqualTo("one");
        pass(Duration.ofSeconds(1));
        assertThat(current()).isEqualTo("two");
        assertThat(provider.sent).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"20, 10", "0, 0", "-5, 0", "9223372036854775807, 86370", "null, 270", "'\"300\"', 270", "{}, 270"})
    void how_long_a_token_is_used_follows_from_what_is_said_of_it(String expiresIn, long seconds) {
        provider.answers(200, "{\"access_token\": \"one\", \"expires_in\": " + expiresIn + "}");
        provider.answersToken("two", 300);

        assertThat(current()).isEqualTo("one");
        if (seconds > 0) {
            pass(Duration.ofSeconds(seconds - 1));
            assertThat(current()).isEqualTo("one");
            pass(Duration.ofSeconds(1));
        }
        assertThat(current()).isEqualTo("two");
    }

    @Test
    void every_subscription_has_the_token_of_its_time() {
        provider.answersToken("one", 300);
        provider.answersToken("two", 300);
        Uni<String> current = tokens.current();

        assertThat(now(current)).isEqualTo("one");
        tokens.refused("one");
        assertThat(now(current)).isEqualTo("two");
    }

    @Test
    void only_the_token_in_use_can_be_refused() {
        provider.answersToken("one", 300);
        provider.answersToken("two", 300);

        assertThat(current()).isEqualTo("one");
        tokens.refused("zero");
        assertThat(current()).isEqualTo("one");
        tokens.refused("one");
        assertThat(current()).isEqualTo("two");
        tokens.refused("one");
        assertThat(current()).isEqualTo("two");
    }

    @Test
    void those_who_come_meanwhile_wait_for_the_same_token() {
        var first = subscribe();
        var second = subscribe();
        assertThat(provider.sent).hasSize(1);
        complete(200, Provider.token("one", 300));

        first.assertItem("one");
        second.assertItem("one");
        assertThat(current()).isEqualTo("one");
        assertThat(provider.sent).hasSize(1);
    }

    @Test
    void many_at_once_make_one_request() throws Exception {
        int many = 32;
        var together = new CountDownLatch(many);
        List<Future<String>> results = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < many; i++) {
                results.add(threads.submit(() -> {
                    together.countDown();
                    together.await();
                    return current();
                }));
            }
            await().until(() -> {
                synchronized (provider) {
                    return provider.waiting.size() == 1;
                }
            });
            complete(200, Provider.token("one", 300));
            for (Future<String> result : results) {
                assertThat(result.get()).isEqualTo("one");
            }
        }
        assertThat(provider.sent).hasSize(1);
    }

    @Test
    void who_stops_waiting_does_not_stop_the_refresh_for_others() {
        Cancellable began = tokens.current().subscribe().with(token -> {});
        var late = subscribe();
        Uni<String> impatient =
                tokens.current().ifNoItem().after(Duration.ofMillis(1)).recoverWithItem("nothing");
        assertThat(now(impatient)).isEqualTo("nothing");
        began.cancel();
        assertThat(provider.cancelled).isZero();
        complete(200, Provider.token("one", 300));

        late.assertItem("one");
        assertThat(provider.sent).hasSize(1);
    }

    @Test
    void a_refresh_that_nobody_waits_for_any_more_ends_well() {
        tokens.current().subscribe().with(token -> {}).cancel();
        assertThat(provider.cancelled).isZero();
        var late = subscribe();
        complete(200, Provider.token("one", 300));

        late.assertItem("one");
        assertThat(provider.sent).hasSize(1);
    }

    @Test
    void a_failed_refresh_that_nobody_waits_for_is_followed_by_a_new_one() {
        tokens.current().subscribe().with(token -> {}).cancel();
        complete(503, "");
        provider.answersToken("one", 300);

        assertThat(current()).isEqualTo("one");
    }

    @Test
    void a_failure_is_shared_by_those_who_wait_and_then_forgotten() {
        var first = subscribe();
        var second = subscribe();
        complete(503, "");
        first.assertFailedWith(UnauthenticatedException.class);
        second.assertFailedWith(UnauthenticatedException.class);

        provider.answersToken("one", 300);
        assertThat(current()).isEqualTo("one");
        assertThat(provider.sent).hasSize(2);
    }

    @Test
    void a_form_has_scopes_and_further_parameters() {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("audience", "https://prometheus.example.org/?a=b");
        parameters.put("resource", "x y");
        provider.answersToken("one", 300);
        now(tokens(client(List.of("a", "b"), parameters)).current());

        assertThat(provider.sent.getLast().form())
                .isEqualTo("grant_type=client_credentials&scope=a+b"
                        + "&audience=https%3A%2F%2Fprometheus.example.org%2F%3Fa%3Db&resource=x+y");
    }

    @Test
    void a_form_without_scopes_does_not_name_them() {
        provider.answersToken("one", 300);
        now(tokens(client(List.of(), Map.of())).current());

        assertThat(provider.sent.getLast().form()).isEqualTo("grant_type=client_credentials");
    }

    @Test
    void credentials_that_work_as_basic_ones_are_never_sent_in_the_form() {
        provider.answersToken("one", 300);
        current();

        var sent = provider.sent.getFirst();
        assertThat(sent.address()).isEqualTo(TOKEN_URL);
        assertThat(new String(Base64.getDecoder().decode(sent.basic().substring("Basic ".length()))))
                .isEqualTo("me%2F1:tr0ub4dor%2Bcr%3Aet");
        assertThat(sent.form()).isEqualTo("grant_type=client_credentials&scope=a+b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 |
            401 | not JSON
            400 | {"error": "invalid_client"}
            """)
    void where_basic_credentials_are_refused_they_go_into_the_form_from_then_on(int status, String body) {
        provider.answers(status, body == null ? "" : body);
        provider.answersToken("one", 300);
        provider.answersToken("two", 300);

        assertThat(current()).isEqualTo("one");
        tokens.refused("one");
        assertThat(current()).isEqualTo("two");
        assertThat(provider.sent).hasSize(3);
        assertThat(provider.sent.subList(1, 3)).allSatisfy(sent -> {
            assertThat(sent.basic()).isEmpty();
            assertThat(sent.form())
                    .isEqualTo(
                            "grant_type=client_credentials&scope=a+b&client_id=me%2F1&client_secret=tr0ub4dor%2Bcr%3Aet");
        });
    }

    @Test
    void what_is_refused_in_the_form_begins_with_basic_credentials_again() {
        provider.answers(401, "");
        provider.answersToken("one", 300);
        provider.answers(401, "");
        provider.answersToken("two", 300);

        assertThat(current()).isEqualTo("one");
        tokens.refused("one");
        failure();
        assertThat(current()).isEqualTo("two");
        assertThat(provider.sent).extracting(sent -> sent.basic().isEmpty()).containsExactly(false, true, true, false);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | {"error": "invalid_scope"}
            400 | [
            403 | {"error": "invalid_client"}
            503 | {"error": "invalid_client"}
            """)
    void other_refusals_say_nothing_of_how_credentials_are_sent(int status, String body) {
        provider.answers(status, body);

        assertThat(failure()).contains("HTTP " + status);
        assertThat(provider.sent).hasSize(1);
    }

    @Test
    void the_token_endpoint_is_discovered_once() {
        var discovering = tokens(discovered());
        provider.answers(200, "{\"token_endpoint\": \"https://login.example.org/t\"}");
        provider.answersToken("one", 0);
        provider.answersToken("two", 300);

        assertThat(now(discovering.current())).isEqualTo("one");
        assertThat(now(discovering.current())).isEqualTo("two");
        assertThat(provider.sent)
                .extracting(sent -> sent.address().getPath())
                .containsExactly("/.well-known/openid-configuration", "/t", "/t");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {}                          | names no token_endpoint
            200 | {"token_endpoint": null}    | names no token_endpoint
            200 | {"token_endpoint": "ftp:x"} | names no token_endpoint
            200 | <html>                      | answered something else than JSON
            404 | {}                          | answered HTTP 404; check the address
            """)
    void what_is_wrong_with_discovery_is_a_sentence(int status, String body, String sentence) {
        provider.answers(status, body);

        assertThat(failure(tokens(discovered()))).isEqualTo("no access token: " + DISCOVERY + " " + sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | {"error": "tr0ub4dor"}           | answered HTTP 401; check the id and the secret
            400 | {"error_description": "tr0ub4dor+cr:et"} | answered HTTP 400; check the id and the secret
            403 | ''                               | answered HTTP 403; check the id and the secret
            302 | ''                               | answered HTTP 302; check the address
            404 | tr0ub4dor                        | answered HTTP 404; check the address
            408 | ''                               | answered HTTP 408
            429 | ''                               | answered HTTP 429
            500 | ''                               | answered HTTP 500
            200 | ''                               | answered without an access_token
            200 | {"access_token": null}           | answered without an access_token
            200 | ["tr0ub4dor"]                    | answered without an access_token
            200 | tr0ub4dor                        | answered something else than JSON
            200 | {"access_token": "tr0ub4dor\\n"} | answered with an access_token that cannot be sent in a header
            200 | {"access_token": "tr0ub4dor ☃"}  | answered with an access_token that cannot be sent in a header
            """)
    void why_there_is_no_token_is_a_sentence_without_anything_secret(int status, String body, String sentence) {
        provider.answers(status, body);
        provider.answers(status, body);

        assertThat(failure()).isEqualTo("no access token: https://login.example.org/token " + sentence);
    }

    @Test
    void why_there_is_no_answer_is_told() {
        provider.answers.add(Uni.createFrom().failure(new IOException("Connection refused")));

        assertThat(failure())
                .isEqualTo("no access token: https://login.example.org/token gives no answer (Connection refused)");
    }

    @Test
    void a_failure_holds_for_its_time_and_no_request_is_sent_meanwhile() {
        var holding =
                new AccessTokens(client(List.of(), Map.of()), provider, SETTINGS, Duration.ofSeconds(2), now::get);
        provider.answers.add(Uni.createFrom().failure(new IOException("Connection refused")));
        provider.answersToken("second", 300);

        assertThat(holding.current()
                        .onItem()
                        .transform(token -> "")
                        .onFailure()
                        .recoverWithItem(Throwable::getMessage)
                        .await()
                        .indefinitely())
                .contains("Connection refused");
        assertThat(holding.current()
                        .onItem()
                        .transform(token -> "")
                        .onFailure()
                        .recoverWithItem(Throwable::getMessage)
                        .await()
                        .indefinitely())
                .contains("Connection refused");
        pass(Duration.ofSeconds(2));
        assertThat(holding.current().await().indefinitely()).isEqualTo("second");
    }

    @Test
    void no_text_has_anything_secret() {
        provider.answersToken("tr0ub4dor", 300);
        Uni<String> current = tokens.current();
        now(current);

        assertThat(client(List.of(), Map.of("audience", SECRET))).hasToString("OAuth client me/1");
        assertThat(new Reply(200, Provider.token("tr0ub4dor", 300))).hasToString("HTTP 200");
        assertThat(tokens + " " + current).doesNotContain(SECRET, "tr0ub4dor");
    }

    private AccessTokens tokens(OauthClient client) {
        return new AccessTokens(client, provider, SETTINGS, Duration.ZERO, now::get);
    }

    private static OauthClient client(List<String> scopes, Map<String, String> parameters) {
        return new OauthClient("me/1", SECRET, scopes, parameters, TOKEN_URL, false);
    }

    private static OauthClient discovered() {
        return new OauthClient("me", SECRET, List.of(), Map.of(), DISCOVERY, true);
    }

    private String current() {
        return now(tokens.current());
    }

    private static String now(Uni<String> token) {
        return token.await().atMost(Eventually.LIMIT);
    }

    private UniAssertSubscriber<String> subscribe() {
        return tokens.current().subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private void complete(int status, String body) {
        provider.waiting.getFirst().complete(new Reply(status, body));
    }

    private String failure() {
        return failure(tokens);
    }

    private static String failure(AccessTokens tokens) {
        var thrown = assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> now(tokens.current()));
        return thrown.withCauseInstanceOf(UnauthenticatedException.class)
                .actual()
                .getCause()
                .getMessage();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
