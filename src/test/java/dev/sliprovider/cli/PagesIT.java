package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.history.HistoryDirectory;
import dev.sliprovider.history.KeptEvaluation;
import dev.sliprovider.secrets.ProgramOutput;
import dev.sliprovider.sli.Scope;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages as a browser asks for them: one program for all tests. What it looks like is for {@code ./dev browser}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesIT {

    private static final String ALL = "tr0ub4dor-all-of-the-pages";
    private static final String GUEST = "tr0ub4dor-guest-of-the-pages";
    private static final Scope CART = new Scope("shop", "prod", "cart");
    private static final String PAGE = "/services/shop/prod/cart";
    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([\\w-]{43})\"");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private HistoryDirectory history;
    private Service service;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        history = new HistoryDirectory(folder.resolve("history"));
        for (int i = 0; i < 4; i++) {
            add(CART, "e" + i, i);
        }
        add(new Scope("billing", "prod", "invoices"), "i0", 0);
        Path tokens = Files.writeString(
                folder.resolve("tokens"), "people " + ALL + " */*/*\nguest " + GUEST + " shop/*/* read-only\n");
        service = new Service(
                folder,
                Map.of(
                        "SLI_PROVIDER_EVENTS_TRANSPORT", "nats",
                        "NATS_URL", "nats://127.0.0.1:1",
                        "DISABLE_REGISTRATION", "true",
                        "SLI_PROVIDER_GATE_TOKENS_FILE", tokens.toString(),
                        "SLI_PROVIDER_HISTORY_DIRECTORY",
                                folder.resolve("history").toString()));
        service.awaitLog("Listening on");
    }

    private void add(Scope scope, String id, int i) throws Exception {
        JsonNode data =
                new ObjectMapper().readTree("""
                {"project":"%s","stage":"%s","service":"%s","status":"succeeded","result":"pass","labels":{"build":"b%d"},
                 "evaluation":{"timeStart":"2026-01-15T09:00:00Z","timeEnd":"2026-01-15T09:10:00Z","result":"pass","score":100,
                 "sloFileContent":"","comparedEvents":[],"indicatorResults":[{"score":1,"status":"pass","displayName":"",
                 "value":{"metric":"errors","value":%d,"success":true},"passTargets":[],"warningTargets":[]}]}}
                """.formatted(scope.project(), scope.stage(), scope.service(), i, i));
        history.of(scope).add(KeptEvaluation.of(id, Instant.parse("2026-01-15T09:1" + i + ":00Z"), "test", data));
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private HttpRequest.Builder request(String path, String cookie) {
        var request = HttpRequest.newBuilder(URI.create(service.url() + path));
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private HttpResponse<String> get(String path, String cookie) throws Exception {
        return http.send(request(path, cookie).build(), ProgramOutput.answer());
    }

    private HttpResponse<String> post(String path, String cookie, String body) throws Exception {
        return http.send(
                request(path, cookie)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                ProgramOutput.answer());
    }

    private static String cookie(HttpResponse<String> response) {
        return response.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }

    private static String form(HttpResponse<String> page) {
        Matcher form = FORM.matcher(page.body());
        assertThat(form.find()).isTrue();
        return form.group(1);
    }

    private HttpResponse<String> login(String token, String to) throws Exception {
        HttpResponse<String> page = get("/login", "");
        return post("/login", cookie(page), "form=" + form(page) + "&token=" + token + "&to=" + to);
    }

    private String session(String token) throws Exception {
        return cookie(login(token, ""));
    }

    @Test
    void a_login_leads_to_the_page_that_was_asked_for() throws Exception {
        HttpResponse<String> refused = get(PAGE + "?limit=5", "");
        assertThat(refused.statusCode()).isEqualTo(303);
        assertThat(refused.headers().firstValue("Location")).hasValueSatisfying(address -> assertThat(address)
                .endsWith("/login?to=%2Fservices%2Fshop%2Fprod%2Fcart%3Flimit%3D5"));

        HttpResponse<String> in = login(ALL, "%2Fservices%2Fshop%2Fprod%2Fcart%3Flimit%3D5");
        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(in.headers().firstValue("Location"))
                .hasValueSatisfying(address -> assertThat(address).endsWith(PAGE + "?limit=5"));
        assertThat(in.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HTTPOnly", "SameSite=Lax", "Path=/")
                .doesNotContain(ALL, "Secure");
        HttpResponse<String> page = get(PAGE, cookie(in));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<h1><bdi>cart</bdi></h1>", "build=b3");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'sha256-")
                .contains("frame-ancestors 'none'", "form-action 'self'");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.headers().allValues("Cache-Control")).contains("no-store");
    }

    @Test
    void behind_tls_the_session_is_for_tls_only() throws Exception {
        HttpResponse<String> page = http.send(
                request("/login", "").header("X-Forwarded-Proto", "https").build(), ProgramOutput.answer());
        assertThat(page.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure");
    }

    @Test
    void a_wrong_token_is_refused_late() throws Exception {
        long began = System.nanoTime();
        HttpResponse<String> refused = login("tr0ub4dor-of-somebody-else", "");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("This token is not valid.");
        assertThat(System.nanoTime() - began).isGreaterThan(1_000_000_000L);
        assertThat(post("/login", "", "form=x&token=" + ALL).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://e.vil/",
                "//e.vil/services",
                "/\\e.vil",
                "/services/../../x\r\nA: b",
                "javascript:alert(1)",
                "/servicesx"
            })
    void a_login_never_leads_elsewhere(String target) throws Exception {
        HttpResponse<String> in =
                login(ALL, java.net.URLEncoder.encode(target, java.nio.charset.StandardCharsets.UTF_8));
        assertThat(in.headers().firstValue("Location"))
                .hasValueSatisfying(address -> assertThat(address).endsWith("/services"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "99999999999.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void an_invented_session_is_none(String value) throws Exception {
        assertThat(get("/services", "gate-session=" + value).statusCode()).isEqualTo(303);
    }

    @Test
    void a_token_shows_its_services_only_and_a_read_only_one_changes_nothing() throws Exception {
        String guest = session(GUEST);
        HttpResponse<String> overview = get("/services", guest);
        assertThat(overview.body()).contains(PAGE).doesNotContain("invoices");
        assertThat(get("/services/billing/prod/invoices", guest).statusCode()).isEqualTo(404);
        HttpResponse<String> evaluation = get(PAGE + "/evaluations/e1", guest);
        assertThat(evaluation.body()).contains("read-only").doesNotContain("Invalidate");
        assertThat(post(PAGE + "/evaluations/e1", guest, "action=pin&form=" + form(evaluation))
                        .statusCode())
                .isEqualTo(403);
        assertThat(history.of(CART).pinned()).isEmpty();
    }

    @Test
    void evaluations_are_pinned_and_invalidated_with_a_reason_by_forms_of_the_session_only() throws Exception {
        String session = session(ALL);
        String path = PAGE + "/evaluations/e2";
        String form = form(get(path, session));
        assertThat(post(path, session, "action=pin").statusCode()).isEqualTo(403);
        assertThat(post(path, session, "action=pin&form=" + form(get(path, session(ALL))))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(path, "", "action=pin&form=" + form).statusCode()).isEqualTo(303);
        assertThat(history.of(CART).pinned()).isEmpty();

        assertThat(post(path, session, "action=pin&form=" + form).statusCode()).isEqualTo(303);
        assertThat(history.of(CART).pinned()).hasValue("e2");
        assertThat(get(path, session).body()).contains("This evaluation is pinned");
        assertThat(post(path, session, "action=unpin&form=" + form).statusCode())
                .isEqualTo(303);
        assertThat(history.of(CART).pinned()).isEmpty();

        HttpResponse<String> withoutReason = post(path, session, "action=invalidate&reason=+&form=" + form);
        assertThat(withoutReason.statusCode()).isEqualTo(422);
        assertThat(withoutReason.body()).contains("Write a reason");
        HttpResponse<String> done = post(path, session, "action=invalidate&reason=broken+test&form=" + form);
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(get(PAGE + "?done=invalidated", session).body())
                .contains("The evaluation is invalidated.", "evaluations/e1")
                .doesNotContain("evaluations/e2");
        assertThat(get(path, session).statusCode()).isEqualTo(404);
        service.awaitLog("invalidation of evaluation e2 of shop/prod/cart by the token people");
    }

    @Test
    void a_label_chooses_evaluations_and_a_logout_ends_the_session_of_the_browser() throws Exception {
        String session = session(ALL);
        assertThat(get(PAGE + "?label=build%3Db0", session).body())
                .contains("evaluations/e0")
                .doesNotContain("evaluations/e1");
        HttpResponse<String> page = get("/services", session);
        assertThat(post("/logout", session, "form=x").statusCode()).isEqualTo(403);
        HttpResponse<String> out = post("/logout", session, "form=" + form(page));
        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).contains("gate-session=;", "Max-Age=0");
    }

    @Test
    void events_are_still_refused() throws Exception {
        for (String path : List.of("/", "/events")) {
            assertThat(post(path, "", "x").statusCode()).isEqualTo(403);
        }
    }
}
