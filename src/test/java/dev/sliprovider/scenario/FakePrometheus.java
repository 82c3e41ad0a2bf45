package dev.sliprovider.scenario;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.peers.Answer;
import dev.sliprovider.peers.GuardedPrometheus;
import dev.sliprovider.peers.Received;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A {@link GuardedPrometheus} that answers queries as a scenario says: a map from query to one answer, or to a list of
 * answers for successive requests (the last one stays). src/test/scenarios/README.md lists the forms of an answer.
 */
public final class FakePrometheus {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final GuardedPrometheus server =
            new GuardedPrometheus().answer(this::answer).start();
    private volatile Map<String, Object> answers = Map.of();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

    /** Answers these queries from now on. */
    public void answers(Map<String, Object> byQuery) {
        reset();
        counts.clear();
        answers = byQuery;
    }

    /** @return base URL */
    public String url() {
        return server.url();
    }

    /** @return what was asked since the last reset */
    public List<Received> requests() {
        return server.requests();
    }

    /** Forgets what was asked. */
    public void reset() {
        server.reset();
    }

    /** Closes the port. */
    public void stop() {
        server.close();
    }

    @SuppressWarnings("unchecked")
    private Answer answer(Received request) {
        String query = question(request);
        Object answer = answers.get(query);
        if (answer instanceof List<?> successive) {
            int number = counts.computeIfAbsent(query, q -> new AtomicInteger()).getAndIncrement();
            answer = successive.get(Math.min(number, successive.size() - 1));
        }
        if (answer instanceof Map<?, ?> byMethod && byMethod.containsKey(request.method())) {
            answer = byMethod.get(request.method());
        }
        return answer instanceof Map<?, ?> map
                ? answer((Map<String, Object>) map, request)
                : Answer.json(400, error("bad_data", "the scenario has no answer for: " + query));
    }

    /** A query, or what follows {@code /api/v1/} and the selector. */
    static String question(Received request) {
        int label = request.path().indexOf("label/");
        String selector = request.parameter("match[]");
        return label < 0
                ? request.parameter("query")
                : request.path().substring(label) + (selector.isEmpty() ? "" : " " + selector);
    }

    private static Answer answer(Map<String, Object> form, Received request) {
        var delay = Duration.ofMillis(((Number) form.getOrDefault("delay", 0)).longValue());
        if (form.containsKey("reset")) {
            return Answer.cut().after(delay);
        }
        int status = ((Number) form.getOrDefault("status", 200)).intValue();
        Answer answer = Answer.json(status, body(form, request))
                .with(
                        "Content-Type",
                        form.getOrDefault("type", "application/json").toString())
                .after(delay);
        if (form.get("headers") instanceof Map<?, ?> headers) {
            for (Map.Entry<?, ?> header : headers.entrySet()) {
                answer = answer.with(
                        header.getKey().toString(), header.getValue().toString());
            }
        }
        return form.get("cut") instanceof Number bytes ? answer.cutAfter(bytes.intValue()) : answer;
    }

    private static String body(Map<String, Object> answer, Received request) {
        if (answer.containsKey("size")) {
            return "{\"status\":\"success\",\"filler\":\"" + "x".repeat((int) answer.get("size")) + "\"}";
        }
        if (answer.containsKey("body")) {
            return answer.get("body").toString();
        }
        if (answer.containsKey("errorType")) {
            return error(answer.get("errorType").toString(), String.valueOf(answer.get("error")));
        }
        if (answer.containsKey("values")) {
            ObjectNode values = JSON.createObjectNode().put("status", "success");
            values.set("data", JSON.valueToTree(answer.get("values")));
            return values.toString();
        }
        double time = Double.parseDouble("0" + request.parameter("time"));
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
