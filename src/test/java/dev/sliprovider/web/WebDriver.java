package dev.sliprovider.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.cli.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A real browser, driven by the WebDriver protocol (W3C) with chromedriver, and by Chrome's own commands for its emulations. */
final class WebDriver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final String address;
    private final String session;

    /** @param folder for its profile and its log */
    WebDriver(Path folder) throws IOException, InterruptedException {
        int port = Program.freePort();
        address = "http://127.0.0.1:" + port;
        driver = new ProcessBuilder(System.getenv("CHROMEDRIVER_BIN"), "--port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("chromedriver.log").toFile())
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> get("/status")
                .path("ready")
                .asBoolean());
        ObjectNode options = JSON.createObjectNode();
        List.of("--headless=new", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + folder.resolve("profile"))
                .forEach(options.withArrayProperty("args")::add);
        options.put("binary", System.getenv("CHROMIUM_BIN"));
        ObjectNode body = JSON.createObjectNode();
        body.withObjectProperty("capabilities")
                .withObjectProperty("alwaysMatch")
                .set("goog:chromeOptions", options);
        session = "/session/" + send("/session", body).path("sessionId").asText();
        // An element may be that of a page that is still being answered.
        post("/timeouts", Map.of("implicit", 10_000));
    }

    void open(String url) {
        post("/url", Map.of("url", url));
    }

    String url() {
        return get(session + "/url").asText();
    }

    /** Sets the size of the window, as that of a phone if it is narrow. */
    void size(int width, int height) {
        chrome(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** @param colours {@code light} or {@code dark} */
    void prefer(String colours) {
        chrome(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
    }

    /** @param css selector of an element, which is scrolled to and clicked */
    void click(String css) {
        post("/element/" + element(css) + "/click", Map.of());
    }

    void type(String css, String text) {
        post("/element/" + element(css) + "/value", Map.of("text", text));
    }

    /** Presses a key where the focus is. */
    void press(String key) {
        post(
                "/actions",
                Map.of(
                        "actions",
                        List.of(Map.of(
                                "type",
                                "key",
                                "id",
                                "keyboard",
                                "actions",
                                List.of(
                                        Map.of("type", "keyDown", "value", key),
                                        Map.of("type", "keyUp", "value", key))))));
    }

    /** @return the text that is shown */
    String text(String css) {
        return get(session + "/element/" + element(css) + "/text").asText();
    }

    /** @return what assistive technology calls the element */
    String label(String css) {
        return get(session + "/element/" + element(css) + "/computedlabel").asText();
    }

    JsonNode run(String script) {
        return post("/execute/sync", Map.of("script", script, "args", List.of()));
    }

    /** @param isWhole whether the picture is of the whole page or of the window */
    void shoot(Path file, boolean isWhole) throws IOException {
        JsonNode shot = chrome("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", isWhole));
        Files.write(file, Base64.getDecoder().decode(shot.path("data").asText()));
    }

    /** Sends a command of Chrome's own protocol. */
    JsonNode chrome(String command, Map<String, Object> parameters) {
        return post("/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
    }

    private String element(String css) {
        return post("/element", Map.of("using", "css selector", "value", css))
                .path(ELEMENT)
                .asText();
    }

    private JsonNode post(String path, Map<String, Object> body) {
        return send(session + path, JSON.valueToTree(body));
    }

    private JsonNode send(String path, JsonNode body) {
        return exchange(HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private JsonNode get(String path) {
        return exchange(HttpRequest.newBuilder(URI.create(address + path)));
    }

    private JsonNode exchange(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(Duration.ofSeconds(120)).build(), HttpResponse.BodyHandlers.ofString());
            JsonNode value = JSON.readTree(response.body()).path("value");
            if (response.statusCode() != 200) {
                throw new AssertionError(value.path("message").asText());
            }
            return value;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            exchange(HttpRequest.newBuilder(URI.create(address + session)).DELETE());
        } finally {
            driver.destroy();
        }
    }
}
