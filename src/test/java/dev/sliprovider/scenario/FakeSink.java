package dev.sliprovider.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes answers, as the distributor does; can refuse the first few. */
public final class FakeSink extends RecordingServer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile int status;

    /** Answers the first requests from now on with this status. */
    public void refuse(int first, int with) {
        reset();
        events.clear();
        refusals.set(first);
        status = with;
    }

    /** @return the events that answer this one, in the order of their coming */
    public List<JsonNode> answersTo(String triggeredId) {
        return events.stream()
                .filter(event -> event.path("triggeredid").asText().equals(triggeredId))
                .toList();
    }

    @Override
    protected void answer(Request request, HttpExchange exchange) throws IOException {
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            send(exchange, status, "text/plain", "not now");
            return;
        }
        events.add(JSON.readTree(request.body()));
        send(exchange, 200, "text/plain", "");
    }
}
