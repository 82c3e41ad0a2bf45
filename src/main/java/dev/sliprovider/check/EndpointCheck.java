package dev.sliprovider.check;

import dev.sliprovider.endpoint.PrometheusEndpoints.Found;
import dev.sliprovider.http.Handshakes;
import dev.sliprovider.prometheus.PrometheusApi;
import dev.sliprovider.prometheus.PrometheusClient;
import dev.sliprovider.prometheus.PrometheusConfig;
import dev.sliprovider.prometheus.PrometheusEndpoint;
import dev.sliprovider.prometheus.PrometheusEndpoint.Target;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Checks the requirements of an endpoint, one server after the other. */
@Singleton
public final class EndpointCheck {

    private final Means means;

    EndpointCheck(PrometheusApi api, Handshakes handshakes, PrometheusClient client, PrometheusConfig config) {
        this.means = new Means(api, handshakes, client, config);
    }

    /** The tools of the steps. */
    record Means(PrometheusApi api, Handshakes handshakes, PrometheusClient client, PrometheusConfig config) {}

    /**
     * Checks an endpoint.
     *
     * @param found the endpoint and its source
     * @param project of the endpoint; may be empty
     * @param underWay is called with each step when it begins
     * @return each finding as soon as it is known; a failure of the Multi is a bug
     */
    public Multi<ServerFinding> of(Found found, String project, Consumer<Step> underWay) {
        PrometheusEndpoint endpoint = found.endpoint();
        Multi<ServerFinding> servers = Multi.createFrom()
                .iterable(endpoint.targets())
                .onItem()
                .transformToMultiAndConcatenate(target -> server(endpoint, target, project, underWay));
        return Multi.createBy().concatenating().streams(Multi.createFrom().iterable(source(found)), servers);
    }

    private Multi<ServerFinding> server(
            PrometheusEndpoint endpoint, Target target, String project, Consumer<Step> underWay) {
        var probe = new ServerProbe(means, endpoint.only(target), target, project);
        return new ServerCheck(probe, underWay)
                .findings()
                .map(finding -> new ServerFinding(target.toString(), finding));
    }

    /** Other warnings contain their remedy. */
    private static String remedy(String warning) {
        return warning.startsWith("TLS verification is off") ? "name the server's CA in PROMETHEUS_TLS_CA" : "";
    }

    private static List<ServerFinding> source(Found found) {
        var findings = new ArrayList<ServerFinding>();
        String before = found.before().isEmpty() ? "" : "; nothing in " + String.join(", ", found.before());
        String text = found.endpoint() + " from " + found.place() + before;
        findings.add(new ServerFinding("", StepResult.ok(Step.ENDPOINT, text)));
        found.endpoint()
                .warnings()
                .forEach(warning -> findings.add(
                        new ServerFinding("", StepResult.warning(Step.ENDPOINT, warning, remedy(warning)))));
        return findings;
    }
}
