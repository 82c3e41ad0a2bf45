package dev.sliprovider.scenario;

import dev.sliprovider.secrets.Secrets;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Everything the provider talks to, started once; scenarios run one after the other. */
public final class Peers implements QuarkusTestResourceLifecycleManager {

    public static FakePrometheus prometheus;
    public static FakeResourceService resourceService;
    public static FakeSink sink;

    @Override
    public Map<String, String> start() {
        prometheus = new FakePrometheus();
        resourceService = new FakeResourceService();
        sink = new FakeSink();
        return Map.ofEntries(
                Map.entry("sli-provider.prometheus.endpoint", withPassword(prometheus.url())),
                Map.entry("sli-provider.prometheus.timeout", "400ms"),
                Map.entry("sli-provider.prometheus.backoff", "20ms"),
                Map.entry("sli-provider.prometheus.max-answer-size", "100K"),
                Map.entry("sli-provider.resource.url", resourceService.url()),
                Map.entry("sli-provider.resource.backoff", "20ms"),
                Map.entry("sli-provider.resource.timeout", "700ms"),
                Map.entry("sli-provider.resource.cache-entries", "0"),
                Map.entry("sli-provider.events.sink", withPassword(sink.url()) + "/event"),
                Map.entry("sli-provider.events.sink-backoff", "20ms"),
                Map.entry("sli-provider.events.deadline", "2s"),
                Map.entry("sli-provider.events.max-size", "20K"));
    }

    /** Neither asks for it; but whatever is said of them must not have it. */
    private static String withPassword(String url) {
        return url.replace("//", "//reader:" + Secrets.MARKER + "@");
    }

    @Override
    public void stop() {
        prometheus.stop();
        resourceService.stop();
        sink.stop();
    }
}
