package dev.sliprovider.scenario;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers queries as a scenario says: a map from query to one answer, or to a list of answers for successive requests
 * (the last one stays). src/test/scenarios/README.md lists the forms of an answer.
 */
public final class FakePrometheus extends RecordingServer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private volatile Map<String, Object> answers = Map.of();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

    /** Answers these queries from now on. */
    public void answers(Map<String, Object> byQuery) {
        reset();
        counts.clear();
        answers = byQuery;
    }

    @Override
    @SuppressWarnings("unchecked")
    protected void answer(Request request, HttpExchange exchange) throws IOException, InterruptedException {
        String query = request.parameters().getOrDefault("query", "");
        Object answer = answers.get(query);
        if (answer instanceof List<?> successive) {
            int number = counts.computeIfAbsent(query, q -> new AtomicInteger()).getAndIncrement();
            answer = successive.get(Math.min(number, successive.size() - 1));
        }
        if (answer instanceof Map<?, ?> byMethod && byMethod.containsKey(request.method())) {
            answer = byMethod.get(request.method());
        }
        if (!(answer instanceof Map<?, ?>)) {
            send(exchange, 400, "application/json", error("bad_data", "the scenario has no answer for: " + query));
            return;
        }
        answer((Map<String, Object>) answer, request, exchange);
    }

    private void answer(Map<String, Object> answer, Request request, HttpExchange exchange)
            throws IOException, InterruptedException {
        if (answer.containsKey("delay")) {
            Thread.sleep(((Number) answer.get("delay")).longValue());
        }
        if (answer.containsKey("reset")) {
            exchange.close();
            return;
        }
        if (answer.get("headers") instanceof Map<?, ?> headers) {
            headers.forEach((name, value) -> exchange.getResponseHeaders().set(name.toString(), value.toString()));
        }
        int status = ((Number) answer.getOrDefault("status", 200)).intValue();
        String contentType = answer.getOrDefault("type", "application/json").toString();
        String body = body(answer, request);
        if (answer.containsKey("cut")) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.sendResponseHeaders(status, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes, 0, ((Number) answer.get("cut")).intValue());
                out.flush();
            }
            return;
        }
        send(exchange, status, contentType, body);
    }

    private static String body(Map<String, Object> answer, Request request) {
        if (answer.containsKey("size")) {
            return "{\"status\":\"success\",\"filler\":\"" + "x".repeat((int) answer.get("size")) + "\"}";
        }
        if (answer.containsKey("body")) {
            return answer.get("body").toString();
        }
        if (answer.containsKey("errorType")) {
            return error(answer.get("errorType").toString(), String.valueOf(answer.get("error")));
        }
        double time = Double.parseDouble(request.parameters().getOrDefault("time", "0"));
        ObjectNode json = JSON.createObjectNode().put("status", "success");
        ObjectNode data = json.putObject("data");
        if (answer.get("vector") instanceof List<?> samples) {
            ArrayNode result = data.put("resultType", "vector").putArray("result");
            samples.forEach(sample -> sample(result.addObject(), sample, time));
        } else if (answer.containsKey("scalar")) {
            pair(data.put("resultType", "scalar").putArray("result"), time, answer.get("scalar"));
        } else if (answer.containsKey("string")) {
            pair(data.put("resultType", "string").putArray("result"), time, answer.get("string"));
        } else if (answer.containsKey("matrix")) {
            ArrayNode result = data.put("resultType", "matrix").putArray("result");
            for (int i = 0; i < (int) answer.get("matrix"); i++) {
                pair(result.addObject().putArray("values").addArray(), time, i);
            }
        }
        json.set("warnings", JSON.valueToTree(answer.getOrDefault("warnings", List.of())));
        json.set("infos", JSON.valueToTree(answer.getOrDefault("infos", List.of())));
        return json.toString();
    }

    private static void sample(ObjectNode entry, Object sample, double time) {
        if (!(sample instanceof Map<?, ?> map)) {
            entry.putObject("metric");
            pair(entry.putArray("value"), time, sample);
            return;
        }
        entry.set("metric", JSON.valueToTree(map.get("labels") == null ? Map.of() : map.get("labels")));
        if (map.containsKey("histogram")) {
            entry.putArray("histogram").add(time).addObject().put("count", "10").put("sum", "3.5");
        } else {
            pair(entry.putArray("value"), time, map.get("value"));
        }
    }

    private static void pair(ArrayNode pair, double time, Object value) {
        pair.add(time).add(String.valueOf(value));
    }

    private static String error(String type, String text) {
        return JSON.createObjectNode()
                .put("status", "error")
                .put("errorType", type)
                .put("error", text)
                .toString();
    }
}
