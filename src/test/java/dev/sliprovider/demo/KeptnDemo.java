package dev.sliprovider.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.fakekeptn.FakeKeptn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The program in a Keptn installation: two replicas on a real bus share twenty evaluations, one of them is killed in the
 * middle, and yet each evaluation is answered once. Run it with {@code ./dev demo --keptn}; {@code --stay} keeps
 * everything running until Ctrl-C.
 */
public final class KeptnDemo {

    private static final int EVALUATIONS = 20;
    private static final int BEFORE_THE_KILL = 10;
    private static final long PAUSE_MILLIS = 200;
    private static final List<String> INDICATORS = List.of("throughput", "error_rate", "response_time_p95");
    private static final List<String> UNKNOWN = List.of("orders_per_second");

    private final Servers servers = new Servers("keptn");
    private final Installation keptn = new Installation(servers);
    private final Evaluations evaluations = new Evaluations();
    private final AtomicBoolean telling = new AtomicBoolean();

    private KeptnDemo() throws IOException {}

    public static void main(String... args) throws Exception {
        System.exit(new KeptnDemo().run(List.of(args).contains("--stay")));
    }

    private int run(boolean stay) throws Exception {
        keptn.start(this::heard);
        Screen.step("triggering " + EVALUATIONS + " evaluations, one every " + PAUSE_MILLIS + " ms, of " + INDICATORS
                + "; the last one of " + UNKNOWN + ", which Prometheus does not have");
        trigger(BEFORE_THE_KILL);
        String killed = kill();
        trigger(EVALUATIONS - BEFORE_THE_KILL);
        Screen.step("waiting for the answers; what " + killed + " had under way is delivered again "
                + Installation.ACK_WAIT.toSeconds() + " s after its last sign of life");
        boolean all = servers.comesTrue(() -> evaluations.finished() == EVALUATIONS);
        Screen.step("waiting until the stream has nothing left that could be delivered again");
        boolean quiet = servers.comesTrue(keptn::isQuiet);
        // Time in which a wrong second answer would arrive.
        Thread.sleep(500);

        evaluations.table(killed);
        showControlPlane();
        Screen.line("");
        boolean asPromised = all && quiet && evaluations.finished() == EVALUATIONS && evaluations.duplicates() == 0;
        Screen.line("%d triggered, %d finished, %d duplicates"
                .formatted(evaluations.triggered(), evaluations.finished(), evaluations.duplicates()));
        if (!asPromised) {
            return servers.fail("that is not one answer for each evaluation");
        }
        if (stay) {
            stay(killed);
        }
        return 0;
    }

    private void heard(JsonNode answer) {
        evaluations.heard(answer);
        if (telling.get()) {
            boolean finished = answer.path("type").asText().endsWith(".finished");
            Screen.step(answer.path("source").asText()
                    + (finished ? " finished: " + Evaluations.result(answer) : " started"));
        }
    }

    private void trigger(int count) throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            boolean last = evaluations.triggered() == EVALUATIONS - 1;
            var event = Events.triggered(last ? UNKNOWN : INDICATORS);
            evaluations.triggered(event.path("id").asText());
            keptn.trigger(event);
            // The pace of the events, so that the kill comes in the middle of them.
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** SIGKILL for the replica that has most to do: as a pod that is gone from one moment to the next. */
    private String kill() throws InterruptedException {
        servers.comesTrue(() -> !evaluations.underWay(busiest()).isEmpty());
        String victim = busiest();
        long pid = keptn.replica(victim).pid();
        servers.kill(victim);
        Screen.step(Screen.colour(Screen.RED, "kill -9 " + pid + ": ") + victim + " is gone, with "
                + evaluations.underWay(victim) + " under way");
        return victim;
    }

    private String busiest() {
        return Installation.REPLICAS.stream()
                .max(Comparator.comparing(
                        replica -> evaluations.underWay(replica).size()))
                .orElseThrow();
    }

    private void showControlPlane() {
        FakeKeptn seen = keptn.controlPlane();
        Screen.heading("What the control plane saw");
        for (JsonNode registration : seen.registrations()) {
            JsonNode metadata = registration.path("metadata");
            Screen.line("  registration  %s %s in namespace %s, for both replicas"
                    .formatted(
                            registration.path("name").asText(),
                            metadata.path("integrationversion").asText(),
                            metadata.at("/kubernetesmetadata/namespace").asText()));
            registration
                    .path("subscriptions")
                    .forEach(subscription -> Screen.line(
                            "  subscription  " + subscription.path("event").asText()));
        }
        Screen.line("  pings         " + seen.pings().size());
        Screen.line("  sli.yaml      "
                + seen.requests().stream()
                        .filter(request -> request.target().contains("sli.yaml"))
                        .count() + " reads for " + evaluations.triggered() + " evaluations");
        seen.logs()
                .forEach(entry -> Screen.line(
                        "  log entry     " + entry.path("message").asText().split(" — ")[0]));
    }

    private void stay(String killed) throws IOException, InterruptedException {
        Screen.line("");
        Screen.step("starting " + killed + " again, as Kubernetes would");
        keptn.startReplica(killed);
        keptn.awaitReady(killed);
        // Keptn's API gives an event its id and time, and a context if it has none.
        var template = Events.triggered(INDICATORS).remove(List.of("id", "time", "shkeptncontext"));
        Path event = Events.write(template, servers.folder());
        String url = keptn.controlPlane().url();
        Screen.heading("Try next, in another terminal; answers appear here:");
        Screen.line("  curl -s -H 'Content-Type: application/json' --data @" + event + " " + url + "/api/v1/event");
        Screen.line("  curl -s " + url + "/v1/uniform/registration");
        Screen.line("  curl -s '" + url + "/event?project=demo&type=sh.keptn.event.get-sli.finished&pageSize=1'");
        for (String replica : Installation.REPLICAS) {
            Process process = keptn.replica(replica);
            Screen.line("  curl -s " + keptn.managementUrl(replica) + "/q/health/ready   # " + replica);
            Screen.line(
                    "  kill %1$d   # %2$s answers what is under way, then ends; kill -9 %1$d: another replica answers it"
                            .formatted(process.pid(), replica));
            process.onExit().thenAccept(ended -> Screen.step(replica + " ended with exit code " + ended.exitValue()));
        }
        Screen.line("Everything runs until Ctrl-C.");
        telling.set(true);
        // Until a person ends it.
        Thread.sleep(Long.MAX_VALUE);
    }
}
