package dev.sliprovider.gateapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.evaluator.CompareWith;
import dev.sliprovider.sli.Scope;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The snippets of {@code deploy/gate} are valid, and what they ask for is a request that the gate takes. */
class GateSnippetsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private final GateConfig config = GateTokensTest.config(Map.of());

    private static JsonNode yaml(String name) throws IOException {
        return JSON.valueToTree(new Yaml().load(Files.readString(Path.of("deploy/gate", name))));
    }

    private EvaluationRequest request(String address) {
        var url = new QueryStringDecoder(address.replaceAll("\\{\\{args\\.[a-z-]+}}", "abc"));
        String[] path = url.path().replaceFirst("^(.*/)?gates/", "").split("/");
        MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
        url.parameters().forEach(parameters::set);
        assertThat(parameters.names())
                .allMatch(List.of("timeframe", "waitForData", "deadline", "deployment", "compareWith")::contains);
        return new RequestReader(config).read(new Scope(path[0], path[1], path[2]), parameters);
    }

    private static void requireShorter(EvaluationRequest request, Duration timeout) {
        assertThat(request.terms().deadline()).isLessThan(timeout);
    }

    @Test
    void argo() throws IOException {
        JsonNode metric = yaml("argo-analysis-template.yaml").at("/spec/metrics/0");
        JsonNode web = metric.at("/provider/web");

        EvaluationRequest request = request(web.path("url").asText());
        assertThat(request.terms().compareWith()).isInstanceOf(CompareWith.Live.class);
        requireShorter(request, Duration.ofSeconds(web.path("timeoutSeconds").asInt()));
        assertThat(metric.path("successCondition").asText()).isEqualTo("result.result == \"pass\"");
        assertThat(metric.path("failureCondition").asText()).isEqualTo("result.result == \"fail\"");
        assertThat(GateTokens.bearer(web.at("/headers/0/value").asText())).hasValue("{{args.token}}");
    }

    @Test
    void flagger() throws IOException {
        JsonNode hooks = yaml("flagger-canary.yaml").at("/spec/analysis/webhooks");

        assertThat(hooks).hasSize(2).allSatisfy(hook -> {
            requireShorter(
                    request(hook.path("url").asText()),
                    Duration.parse("PT" + hook.path("timeout").asText()));
            assertThat(hook.at("/metadata/token").asText()).isNotBlank();
            assertThat(hook.path("type").asText().equals("rollback"))
                    .isEqualTo(hook.at("/metadata/hook").asText().equals("rollback"));
        });
    }

    @Test
    void azure() throws IOException {
        JsonNode inputs = yaml("azure-pipelines.yml").at("/stages/0/jobs/0/steps/0/inputs");

        assertThat(request(inputs.path("urlSuffix").asText()).scope()).isEqualTo(new Scope("shop", "prod", "cart"));
        assertThat(inputs.path("successCriteria").asText()).isEqualTo("eq(root['pass'], true)");
        assertThat(JSON.readTree(inputs.path("headers").asText())
                        .path("Authorization")
                        .asText())
                .startsWith("Bearer ");
    }

    @Test
    void spinnaker() throws IOException {
        JsonNode stage =
                JSON.readTree(Path.of("deploy/gate/spinnaker-stage.json").toFile());

        String payload = stage.path("payload").toString().replaceAll("\\$\\{[^}]*}", "1");
        assertThat(new RequestBody(config).read(JSON.readTree(payload)).scope())
                .isEqualTo(new Scope("shop", "prod", "cart"));
        assertThat(stage.path("statusJsonPath").asText()).isEqualTo("$.outcome");
        assertThat((stage.path("successStatuses").asText() + ","
                                + stage.path("terminalStatuses").asText())
                        .split(","))
                .containsExactlyInAnyOrder("pass", "warning", "fail", "errored");
    }
}
