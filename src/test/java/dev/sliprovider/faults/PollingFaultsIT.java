package dev.sliprovider.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.nats.Bus;
import dev.sliprovider.secrets.ProgramOutput;
import dev.sliprovider.secrets.Secrets;
import dev.sliprovider.waiting.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keptn's API fails in every way, once for each project: when its events are read, or when an answer is posted. Each event
 * has one answer in the end, whether Keptn took the one that it did not confirm or not.
 */
class PollingFaultsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PROJECT = Pattern.compile("[?&]project=([\\w-]+)");
    private static final String READ = "read-";
    private static final String LOST = "post-";
    private static final String TAKEN = "kept-";

    @TempDir
    Path folder;

    private final List<Fault> faults = Extent.of(HttpFaults.all());
    private final Map<String, ObjectNode> triggered = new ConcurrentHashMap<>();
    /** Finished events that Keptn has, by project. */
    private final Map<String, List<JsonNode>> stored = new ConcurrentHashMap<>();
    /** Projects that have had their fault. */
    private final Set<String> over = ConcurrentHashMap.newKeySet();

    @Test
    void every_event_has_one_answer_in_keptn() throws Exception {
        for (Fault fault : faults) {
            for (String kind : List.of(READ, LOST, TAKEN)) {
                String project = kind + fault.name();
                ObjectNode event = Bus.event(project, "faulty", "well");
                event.put("time", Instant.now().toString());
                ((ObjectNode) event.path("data")).put("project", project);
                triggered.put(project, event);
                stored.put(project, new ArrayList<>());
            }
        }
        Path sli = Files.createDirectories(folder.resolve("sli/prometheus"));
        Files.writeString(sli.resolve("sli.yaml"), "indicators: {faulty: faulty, well: well}\n");
        try (var keptn = new FaultyPeer(this::fault, this::answer, ServerSocketFactory.getDefault());
                var provider = new Provider(
                        Provider.Transport.NATS,
                        folder,
                        Map.of(
                                "SLI_PROVIDER_EVENTS_TRANSPORT", "polling",
                                "KEPTN_API_ENDPOINT", "http://" + keptn.authority() + "/api",
                                "KEPTN_API_TOKEN", Secrets.MARKER,
                                "SLI_PROVIDER_API_TIMEOUT", "1s",
                                "SLI_PROVIDER_POLLING_PROJECTS", String.join(",", triggered.keySet()),
                                "SLI_PROVIDER_POLLING_INTERVAL", "200ms",
                                "SLI_PROVIDER_EVENTS_SINK_TIMEOUT", "1s",
                                "SLI_PROVIDER_EVENTS_SINK_BACKOFF", "100ms",
                                "SLI_PROVIDER_PROMETHEUS_RETRIES", "0",
                                "SLI_PROVIDER_RESOURCE_DIRECTORY",
                                        sli.getParent().toString()))) {
            Footprint before = Footprint.of(provider.process());
            long began = System.nanoTime();
            Eventually.await().until(() -> stored.values().stream().allMatch(events -> !events.isEmpty()));
            System.out.printf(
                    "%n%d events, each with one fault of Keptn's API: %d answers after %d ms%n",
                    triggered.size(),
                    stored.values().stream().mapToInt(List::size).sum(),
                    Duration.ofNanos(System.nanoTime() - began).toMillis());
            // A second answer would be posted with the next attempts of the sink, or the next look.
            Awaitility.await()
                    .during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(6))
                    .until(() -> true);

            var softly = new SoftAssertions();
            stored.forEach(
                    (project, events) -> softly.assertThat(events).as(project).hasSize(1));
            softly.assertAll();
            assertThat(over).as("every fault was met").hasSameSizeAs(triggered.keySet());
            assertThat(provider.log())
                    .contains("polling: Keptn's API at http://" + keptn.authority() + "/api/mongodb-datastore ")
                    .doesNotContain(Secrets.MARKER, "\tat ", "bug:", "(null)");
            // Long before FaultyPeer.PATIENCE is over, after which the peer itself closes them.
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> keptn.leftOpen() == 0);
            keptn.close();
            before.assertNotLeftBy(provider.process());
        }
    }

    /** Once for a project: when its events are read, or when a finished event is posted. */
    private Optional<Fault> fault(String request) {
        Optional<JsonNode> posted = posted(request);
        String project = posted.map(event -> event.at("/data/project").asText()).orElseGet(() -> project(request));
        boolean isRead = project.startsWith(READ) && request.contains("get-sli.triggered");
        boolean isPosted = !project.startsWith(READ)
                && posted.filter(PollingFaultsIT::isFinished).isPresent();
        if (!isRead && !isPosted || !over.add(project)) {
            return Optional.empty();
        }
        if (project.startsWith(TAKEN)) {
            keep(posted.get());
        }
        return faults.stream()
                .filter(fault -> project.substring(READ.length()).equals(fault.name()))
                .findFirst();
    }

    private String answer(String request) {
        Optional<JsonNode> posted = posted(request);
        if (posted.isPresent()) {
            posted.filter(PollingFaultsIT::isFinished).ifPresent(this::keep);
            return Fault.whole(
                    200,
                    "{\"keptnContext\":\"" + posted.get().path("shkeptncontext").asText() + "\"}");
        }
        String project = project(request);
        ObjectNode page = JsonNodeFactory.instance.objectNode().put("nextPageKey", "0");
        var events = page.putArray("events");
        if (request.contains("get-sli.triggered")) {
            events.add(triggered.get(project));
        } else {
            synchronized (stored) {
                events.addAll(stored.get(project));
            }
        }
        return Fault.whole(200, page.toString());
    }

    private void keep(JsonNode event) {
        synchronized (stored) {
            stored.get(event.at("/data/project").asText()).add(event);
        }
    }

    private static boolean isFinished(JsonNode event) {
        return event.path("type").asText().endsWith(".finished");
    }

    private static Optional<JsonNode> posted(String request) {
        if (!request.startsWith("POST ")) {
            return Optional.empty();
        }
        String body = request.substring(request.indexOf("\r\n\r\n") + 4);
        ProgramOutput.request("POST", "/api/v1/event", body);
        try {
            return Optional.of(JSON.readTree(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String project(String request) {
        Matcher project = PROJECT.matcher(request);
        if (!project.find()) {
            throw new IllegalStateException("a request without a project: " + request);
        }
        return project.group(1);
    }
}
