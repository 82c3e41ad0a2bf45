package dev.sliprovider.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which events were handed over, the newest of them only, and which of those have to be again. */
final class HandedOver {

    private static final int MOST = 20_000;
    private static final int ATTEMPTS = 3;

    private final Map<String, Integer> attempts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MOST;
        }
    };
    private final Map<String, List<JsonNode>> again = new HashMap<>();

    synchronized boolean isNew(String id) {
        return !attempts.containsKey(id);
    }

    /** The event is handed over, or needs not to be. */
    synchronized void add(String project, JsonNode event) {
        attempts.merge(event.path("id").asText(), 1, Integer::sum);
        again.getOrDefault(project, new ArrayList<>()).remove(event);
    }

    /**
     * The event was not answered.
     *
     * @return whether it will be among {@link #again}, which it is some times only
     */
    synchronized boolean retry(String project, JsonNode event) {
        return attempts.getOrDefault(event.path("id").asText(), 0) < ATTEMPTS
                && again.computeIfAbsent(project, name -> new ArrayList<>()).add(event);
    }

    /** @return what is to be handed over once more */
    synchronized List<JsonNode> again(String project) {
        return List.copyOf(again.getOrDefault(project, List.of()));
    }
}
