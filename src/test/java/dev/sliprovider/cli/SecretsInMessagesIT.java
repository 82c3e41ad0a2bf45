package dev.sliprovider.cli;

import static dev.sliprovider.cli.ServedEndpoints.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.peers.Answer;
import dev.sliprovider.peers.ForwardProxy;
import dev.sliprovider.peers.GuardedPrometheus;
import dev.sliprovider.peers.TokenServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each kind of secret that an endpoint can have, in each encoding, in each place of an answer from which the program makes a
 * message. None of them is in any answer to an event, nor in the log.
 */
class SecretsInMessagesIT {

    /** With characters that URLs, JSON and base64 write otherwise. */
    private static final String PLAIN = SECRET + "/pass+wo\"rd<ü>=";
    /** Where only visible ASCII can be sent. */
    private static final String TOKEN = SECRET + "/to+ken=<&>";

    private static final String USER = "robot";

    private static final Map<String, UnaryOperator<String>> ENCODINGS = Map.of(
            "plain",
            UnaryOperator.identity(),
            "URL",
            secret -> URLEncoder.encode(secret, StandardCharsets.UTF_8),
            "base64",
            SecretsInMessagesIT::base64,
            "base64 of user and password",
            secret -> base64(USER + ":" + secret));

    /** What a server says, as its status and its body; {@code %s} is the secret in a JSON text. */
    private static final Map<String, Answer> PLACES = new LinkedHashMap<>();

    static {
        for (String type : new String[] {"bad_data", "execution", "internal", "timeout", "unavailable", "other"}) {
            PLACES.put(
                    type,
                    Answer.json(422, "{\"status\":\"error\",\"errorType\":\"" + type + "\",\"error\":\"no %s\"}"));
        }
        for (int status : new int[] {400, 401, 403, 404, 408, 413, 429, 500, 502, 503}) {
            PLACES.put("text " + status, new Answer(status, "refused: %s", Map.of(), Duration.ZERO));
            PLACES.put(
                    "page " + status, new Answer(status, "<html><title>no %s</title></html>", Map.of(), Duration.ZERO));
        }
        PLACES.put(
                "type of an error", Answer.json(422, "{\"status\":\"error\",\"errorType\":\"%s\",\"error\":\"no\"}"));
        PLACES.put("warning", success("[]", ",\"warnings\":[\"saw %s\"]"));
        PLACES.put("info", success("[]", ",\"infos\":[\"saw %s\"]"));
        PLACES.put(
                "labels",
                success(
                        "[{\"metric\":{\"a\":\"%s\"},\"value\":[1709629890.9,\"1\"]},"
                                + "{\"metric\":{\"a\":\"b\"},\"value\":[1709629890.9,\"2\"]}]",
                        ""));
        PLACES.put(
                "text as result",
                Answer.json(
                        200,
                        "{\"status\":\"success\",\"data\":{\"resultType\":\"string\",\"result\":[1709629890.9,\"%s\"]}}"));
        PLACES.put("other JSON", Answer.json(200, "{\"hello\":\"%s\"}"));
        PLACES.put("no JSON", Answer.json(200, "hello %s"));
        PLACES.put("JSON and more", Answer.json(200, "{\"status\":\"success\"} %s"));
        PLACES.put("redirect", new Answer(302, "", Map.of("Location", "http://%s@other/%s?token=%s"), Duration.ZERO));
        PLACES.put("challenge", new Answer(401, "", Map.of("WWW-Authenticate", "Bearer realm=\"%s\""), Duration.ZERO));
        PLACES.put("proxy", new Answer(403, "", Map.of("X-Squid-Error", "no %s"), Duration.ZERO));
    }

    private static Answer success(String result, String more) {
        return Answer.json(
                200,
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":" + result + "}" + more + "}");
    }

    private static final Pattern ESCAPE = Pattern.compile("\\\\+u([0-9a-fA-F]{4})");

    @TempDir
    Path folder;

    private final GuardedPrometheus prometheus = new GuardedPrometheus().start();
    private final ForwardProxy proxy = new ForwardProxy().requireBasic(USER, PLAIN);
    private final TokenServer tokens = new TokenServer(USER, PLAIN);

    @AfterEach
    void close() {
        prometheus.close();
        proxy.close();
        tokens.close();
    }

    @Test
    void no_message_has_a_secret_of_any_kind_in_any_encoding() throws Exception {
        try (var service = new ServedEndpoints(folder, Map.of("SLI_PROVIDER_PROMETHEUS_BREAKER_THRESHOLD", "0"))) {
            Map<String, String> kinds = endpoints(service);
            var softly = new SoftAssertions();
            for (var kind : kinds.entrySet()) {
                for (var encoding : ENCODINGS.entrySet()) {
                    String written = encoding.getValue().apply(kind.getValue());
                    for (var place : PLACES.entrySet()) {
                        for (boolean isEscaped : new boolean[] {false, true}) {
                            prometheus.answer(
                                    repeating(place.getValue(), isEscaped ? escaped(written) : json(written), written));
                            String said = service.ask(kind.getKey()).data().toString();
                            softly.assertThat(resolved(said))
                                    .as(
                                            "%s, %s, %s, escaped: %s",
                                            kind.getKey(), encoding.getKey(), place.getKey(), isEscaped)
                                    .doesNotContain(
                                            SECRET, written, base64(SECRET).substring(0, 12));
                        }
                    }
                }
            }
            softly.assertAll();
            prometheus.answer(repeating(PLACES.get("bad_data"), json(PLAIN), PLAIN));
            assertThat(service.ask("basic").message()).contains("no ***");
            assertThat(service.log()).doesNotContain(SECRET, base64(SECRET).substring(0, 12));
        }
    }

    /** @return the secret of each project, which has the name of its kind */
    private Map<String, String> endpoints(ServedEndpoints service) throws Exception {
        String url = "url: " + prometheus.url();
        service.yaml("bearer", url, "bearer_token: '" + TOKEN + "'");
        service.yaml("basic", url, "user: " + USER, "password: '" + PLAIN + "'");
        service.yaml("header", url, "headers: {X-Key: '" + TOKEN + "'}");
        service.yaml("parameter", url, "parameters: {key: '" + PLAIN + "'}");
        service.yaml(
                "userinfo",
                "url: http://" + USER + ":" + URLEncoder.encode(PLAIN, StandardCharsets.UTF_8) + "@localhost:"
                        + prometheus.port());
        service.yaml(
                "client",
                url,
                "oauth2_client_id: " + USER,
                "oauth2_client_secret: '" + PLAIN + "'",
                "oauth2_token_url: " + tokens.tokenUrl());
        service.yaml(
                "proxy",
                url,
                "proxy_url: http://" + USER + ":" + URLEncoder.encode(PLAIN, StandardCharsets.UTF_8) + "@"
                        + proxy.address());
        return Map.of(
                "bearer",
                TOKEN,
                "basic",
                PLAIN,
                "header",
                TOKEN,
                "parameter",
                PLAIN,
                "userinfo",
                PLAIN,
                "client",
                PLAIN,
                "proxy",
                PLAIN);
    }

    private static Answer repeating(Answer place, String inJson, String plain) {
        boolean isJson = place.body().startsWith("{");
        Map<String, String> headers = place.headers().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, header -> header.getValue().replace("%s", inHeader(plain))));
        return new Answer(
                place.status(),
                place.body().replace("%s", isJson ? inJson : inJson.replace("\\\"", "\"")),
                headers,
                place.delay());
    }

    /** A header has bytes, which are UTF-8 here. */
    private static String inHeader(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String escaped(String text) {
        return text.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Of escapes that are shown as they came. */
    private static String resolved(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(
                        escape -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(escape.group(1), 16))));
    }
}
