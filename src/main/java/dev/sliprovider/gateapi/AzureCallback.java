package dev.sliprovider.gateapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sliprovider.http.HostPort;
import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.http.Secret;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Where Azure DevOps waits for the outcome of a check. Its task InvokeRESTAPI sends these headers, and ends with an event
 * {@code TaskCompleted}.
 *
 * @param address of the events of the plan
 * @param taskId of the task that waits
 * @param jobId of its job
 * @param token of the job
 */
record AzureCallback(URI address, String taskId, String jobId, Secret token) {

    private static final int LONGEST = 200;
    private static final String HTTPS = "https";

    /**
     * @param hosts that may be named
     * @throws ProblemException naming the header that is missing or not allowed
     */
    static AzureCallback of(MultiMap headers, List<String> hosts) {
        String plan = header(headers, "PlanUrl");
        URI server = RequestFields.checked("PlanUrl", () -> HttpAddress.read("PlanUrl", plan));
        String host = HostPort.of(server).host().toLowerCase(Locale.ROOT);
        if (!HTTPS.equalsIgnoreCase(server.getScheme())
                || HttpAddress.userInfo(server).isPresent()
                || server.getRawQuery() != null
                || server.getRawFragment() != null
                || hosts.stream().noneMatch(pattern -> matches(pattern.strip().toLowerCase(Locale.ROOT), host))) {
            throw ProblemException.wrong(
                    "PlanUrl",
                    "PlanUrl is no https address of a host that sli-provider.gate.azure-hosts names; add the host");
        }
        String path = server.getRawPath() == null ? "" : server.getRawPath().replaceFirst("/+$", "");
        String address = "https://" + authority(server) + path + "/" + segment(headers, "ProjectId")
                + "/_apis/distributedtask/hubs/" + segment(headers, "HubName") + "/plans/" + segment(headers, "PlanId")
                + "/events?api-version=7.1";
        return new AzureCallback(
                URI.create(address),
                header(headers, "TaskInstanceId"),
                header(headers, "JobId"),
                new Secret(header(headers, "AuthToken")));
    }

    private static String authority(URI server) {
        return server.getPort() < 0 ? server.getHost() : server.getHost() + ":" + server.getPort();
    }

    private static boolean matches(String pattern, String host) {
        return pattern.startsWith("*.") ? host.endsWith(pattern.substring(1)) : host.equals(pattern);
    }

    private static String segment(MultiMap headers, String name) {
        String value = header(headers, name);
        if (!value.matches("[A-Za-z0-9][A-Za-z0-9 ._-]{0," + LONGEST + "}")) {
            throw ProblemException.wrong(name, name + " is no name or id of Azure DevOps; correct the header");
        }
        return HttpAddress.segment(value);
    }

    private static String header(MultiMap headers, String name) {
        String value = headers.get(name);
        if (value == null || value.isBlank()) {
            throw ProblemException.wrong(
                    name, "the header " + name + " is missing; send those that Azure's task InvokeRESTAPI suggests");
        }
        return value.strip();
    }

    /** @param isGood whether the check has passed */
    byte[] event(boolean isGood) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", "TaskCompleted")
                .put("taskId", taskId)
                .put("jobId", jobId)
                .put("result", isGood ? "succeeded" : "failed")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
