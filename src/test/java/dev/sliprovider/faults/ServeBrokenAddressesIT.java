package dev.sliprovider.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.cli.Service;
import dev.sliprovider.faults.BrokenAddresses.BrokenAddress;
import dev.sliprovider.nats.Bus;
import dev.sliprovider.peers.Authority;
import dev.sliprovider.secrets.ProgramOutput;
import dev.sliprovider.secrets.Secrets;
import dev.sliprovider.waiting.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program for each of the {@link BrokenAddresses}, at which it expects its sink, the control plane and the datastore: it
 * reports the cause of each failure, and continues when the address works.
 */
class ServeBrokenAddressesIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUBSCRIBED =
            "{\"id\":\"7\",\"subscriptions\":[{\"event\":\"sh.keptn.event.get-sli.triggered\",\"filter\":{}}]}";

    private static final int AT_ONCE = 2;
    /** For a busy machine. */

    /** An answer that was posted to an address, and its path. */
    private record Posted(String path, JsonNode event) {

        boolean isAnswerTo(String id) {
            return event.path("triggeredid").asText().equals(id)
                    && event.path("type").asText().endsWith(".finished");
        }
    }

    /** A program, and the address that it uses. */
    private record Running(BrokenAddress address, Service service) {

        String authority() {
            return URI.create(address.url()).getAuthority();
        }

        /** @return the id of the event that waits in the datastore */
        String stored() {
            return "stored-" + address.name();
        }

        String sink() {
            return "/" + address.name() + "/sink";
        }

        String api() {
            return "/" + address.name() + "/api";
        }
    }

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<Posted> posted = new ConcurrentLinkedQueue<>();

    @Test
    void what_is_behind_a_door_is_told_and_comes_to_its_end_when_it_is_mended() throws Exception {
        Authority authority = Authority.in(folder.resolve("authority"));
        Path sli = Files.createDirectories(folder.resolve("sli/prometheus"));
        Files.writeString(sli.resolve("sli.yaml"), "indicators: {well: well}\n");
        System.out.printf("%n%-46s %s%n", "unusable address of a running program", "what is said");
        try (var addresses = new BrokenAddresses(authority, folder.resolve("stranger"), this::answer);
                var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<BrokenAddress> all = addresses.all().reversed();
            // Each is a program of its own; the client is the one that BrokenAddressesIT uses.
            List<Future<?>> rows = new ArrayList<>();
            for (BrokenAddress address : Extent.of(all, all.size())) {
                rows.add(threads.submit(() -> {
                    judge(addresses, start(address, authority.ca(), sli.getParent()));
                    return null;
                }));
            }
            for (Future<?> row : rows) {
                row.get();
            }
        }
    }

    private void judge(BrokenAddresses addresses, Running program) throws Exception {
        try {
            String lost = "lost-" + program.address().name();
            isTold(program, "datastore", "Keptn's API at \\w+://" + program.authority() + "/[^\"]*");
            isTold(program, "control-plane", "the control plane at \\w+://" + program.authority() + "[^\"]*");
            assertThat(program.service().log())
                    .as(program.address().name())
                    .contains("Meanwhile these subscriptions are in force: sh.keptn.event.get-sli.triggered");
            post(program, lost);
            isLogged(program, lost);
            assertThat(answers(program.sink(), lost)).isEmpty();
            if (program.address().isRepairable()) {
                addresses.repair(program.address());
                goesOn(program);
            }
            assertThat(program.service().get("/metrics").body()).contains("sli_answers_undelivered_total 1.0");
            assertThat(program.service().log()).doesNotContain(Secrets.MARKER, "\tat ", "bug:", "(null)");
        } finally {
            program.service().close();
        }
    }

    private Running start(BrokenAddress address, Path ca, Path sli) throws IOException {
        Map<String, String> settings = Map.ofEntries(
                Map.entry("QUARKUS_TLS_TRUST_STORE_PEM_CERTS", ca.toString()),
                Map.entry("SLI_PROVIDER_EVENTS_TRANSPORT", "polling"),
                Map.entry("SLI_PROVIDER_EVENTS_OVER_HTTP", "true"),
                Map.entry("KEPTN_API_ENDPOINT", address.url() + "/" + address.name() + "/api"),
                Map.entry("KEPTN_API_TOKEN", Secrets.MARKER),
                Map.entry("SLI_PROVIDER_POLLING_PROJECTS", "bookshop"),
                Map.entry("SLI_PROVIDER_POLLING_INTERVAL", "500ms"),
                Map.entry("SLI_PROVIDER_CONTROL_PLANE_PING_INTERVAL", "500ms"),
                Map.entry("K_SINK", address.url() + "/" + address.name() + "/sink"),
                Map.entry("SLI_PROVIDER_EVENTS_SINK_RETRIES", "1"),
                Map.entry("SLI_PROVIDER_EVENTS_SINK_BACKOFF", "100ms"),
                Map.entry("SLI_PROVIDER_RESOURCE_DIRECTORY", sli.toString()),
                Map.entry("PROMETHEUS_ENDPOINT", "http://127.0.0.1:9"),
                Map.entry("SLI_PROVIDER_PROMETHEUS_RETRIES", "0"));
        return new Running(address, new Service(folder, settings));
    }

    /** Readiness says who cannot be asked, and why. */
    private void isTold(Running program, String peer, String who) {
        var sentence = Pattern.compile(who + "(?:" + program.address().says() + ")[^\"]*");
        String said = Eventually.await()
                .ignoreExceptions()
                .until(
                        () -> {
                            HttpResponse<String> health = program.service().get("/q/health/ready");
                            return health.statusCode() == 503
                                    ? sentence.matcher(health.body())
                                            .results()
                                            .map(MatchResult::group)
                                            .findFirst()
                                    : Optional.<String>empty();
                        },
                        Optional::isPresent)
                .orElseThrow();
        print(peer, program.address(), said);
    }

    /** The sink did not take the answer: it is in the log as a whole. */
    private void isLogged(Running program, String id) {
        var sentence = Pattern.compile("get-sli.finished (cannot be sent to \\w+://" + program.authority()
                + "/[^\\n]*(?:" + program.address().says()
                + ")[^\\n]*; check sli-provider.events.sink)[^\\n]*\"triggeredid\":\"" + id);
        String said = Eventually.await()
                .until(
                        () -> sentence.matcher(program.service().log())
                                .results()
                                .map(found -> found.group(1))
                                .toList(),
                        found -> found.size() == 1)
                .getFirst();
        print("sink", program.address(), said);
    }

    /** The event of the datastore and a new one have their answers, one each. */
    private void goesOn(Running program) throws Exception {
        String id = "new-" + program.address().name();
        post(program, id);
        Eventually.await()
                .ignoreExceptions()
                .until(() -> !answers(program.sink(), id).isEmpty()
                        && !answers(program.api() + "/v1/event", program.stored())
                                .isEmpty()
                        && program.service().get("/q/health/ready").statusCode() == 200);
        // A second answer would come with the next look for events, after half a second.
        Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        assertThat(answers(program.sink(), id)).as(program.address().name()).hasSize(1);
        assertThat(answers(program.api() + "/v1/event", program.stored()))
                .as(program.address().name())
                .hasSize(1);
    }

    private static void print(String peer, BrokenAddress address, String said) {
        System.out.printf("%-46s %s%n", peer + "-" + address.name(), said);
    }

    private void post(Running program, String id) throws Exception {
        assertThat(program.service().post(event(id).toString()).statusCode()).isEqualTo(202);
    }

    private static ObjectNode event(String id) throws IOException {
        ObjectNode event = Bus.event(id, "well").put("time", Instant.now().toString());
        ((ObjectNode) event.path("data")).put("project", "bookshop");
        return event;
    }

    private List<Posted> answers(String path, String id) {
        return posted.stream()
                .filter(each -> each.path().equals(path) && each.isAnswerTo(id))
                .toList();
    }

    /** Keptn's API and the sink, all at one address; the path begins with the name of the address. */
    private String answer(String request) {
        String[] line = request.lines().findFirst().orElseThrow().split(" ");
        String path = line[1].replaceFirst("\\?.*", "");
        String address = path.split("/")[1];
        try {
            if (path.contains("/controlPlane/")) {
                return Fault.whole(200, SUBSCRIBED);
            }
            if (path.contains("/mongodb-datastore/")) {
                return Fault.whole(200, page(address, line[1]));
            }
            String body = request.substring(request.indexOf("\r\n\r\n") + 4);
            ProgramOutput.request(line[0], path, body);
            JsonNode event = JSON.readTree(body);
            posted.add(new Posted(path, event));
            return Fault.whole(
                    200, "{\"keptnContext\":\"" + event.path("shkeptncontext").asText() + "\"}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String page(String address, String asked) throws IOException {
        ObjectNode page = JsonNodeFactory.instance.objectNode().put("nextPageKey", "0");
        var events = page.putArray("events");
        if (asked.contains("get-sli.triggered")) {
            events.add(event("stored-" + address));
        } else {
            answers("/" + address + "/api/v1/event", "stored-" + address).forEach(each -> events.add(each.event()));
        }
        return page.toString();
    }
}
