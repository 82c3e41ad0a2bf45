package dev.sliprovider.scenario;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Keptn's resource-service, as far as reading prometheus/sli.yaml and a service's slo.yaml goes (contract §6). */
public final class FakeResourceService extends RecordingServer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private volatile Map<String, Object> levels = Map.of();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

    /** Has these files from now on. */
    public void levels(Map<String, Object> byLevel) {
        reset();
        counts.clear();
        levels = byLevel;
    }

    @Override
    protected void answer(Request request, HttpExchange exchange) throws IOException, InterruptedException {
        String path = request.target().replaceFirst("\\?.*", "");
        boolean isSlo = path.matches("/v1/project/[^/]+/stage/[^/]+/service/[^/]+/resource/slo.yaml");
        if (!isSlo
                && !path.matches(
                        "(/[^/]+)*/v1/project/[^/]+(/stage/[^/]+(/service/[^/]+)?)?/resource/prometheus%(25)?2Fsli.yaml")) {
            send(exchange, 404, "text/plain", "404 page not found");
            return;
        }
        String level =
                isSlo ? "slo" : path.contains("/service/") ? "service" : path.contains("/stage/") ? "stage" : "project";
        Object answer = levels.get(level);
        if (answer instanceof Map<?, ?> byRevision && byRevision.containsKey("commit")) {
            answer = byRevision.get(request.target().contains("gitCommitID=") ? "commit" : "newest");
        }
        if (answer instanceof List<?> successive) {
            int number = counts.computeIfAbsent(level, l -> new AtomicInteger()).getAndIncrement();
            answer = successive.get(Math.min(number, successive.size() - 1));
        }
        switch (answer) {
            case null -> error(exchange, 404, "Resource not found");
            case Map<?, ?> map
            when map.containsKey("delay") -> {
                // The delay that the scenario wants.
                Thread.sleep(((Number) map.get("delay")).longValue());
                content(exchange, String.valueOf(map.get("text")));
            }
            case Map<?, ?> map
            when map.containsKey("body") ->
                send(
                        exchange,
                        (int) map.get("status"),
                        "text/plain",
                        map.get("body").toString());
            case Map<?, ?> map ->
                error(exchange, (int) map.get("status"), map.get("message").toString());
            default -> content(exchange, answer.toString());
        }
    }

    private static void content(HttpExchange exchange, String text) throws IOException {
        String base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        var json = JSON.createObjectNode().put("resourceContent", base64).put("resourceURI", "prometheus%2Fsli.yaml");
        json.putObject("metadata")
                .put("upstreamURL", "https://git.example.org/bookshop.git")
                .put("version", "5d6e7f");
        send(exchange, 200, "application/json", json.toString());
    }

    private static void error(HttpExchange exchange, int status, String message) throws IOException {
        send(
                exchange,
                status,
                "application/json",
                JSON.createObjectNode()
                        .put("code", status)
                        .put("message", message)
                        .toString());
    }
}
