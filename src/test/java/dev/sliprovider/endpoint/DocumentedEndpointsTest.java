package dev.sliprovider.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.http.EnvironmentProxy;
import dev.sliprovider.peers.Authority;
import dev.sliprovider.prometheus.PrometheusEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The blocks of {@code docs/endpoints.md} that people copy are endpoints. */
class DocumentedEndpointsTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

    @TempDir
    Path folder;

    @Test
    void every_secret_of_the_document_is_an_endpoint_with_all_that_it_says() throws Exception {
        List<Map<String, String>> secrets = secrets();
        String certificate = Files.readString(Authority.in(folder).ca());
        assertThat(secrets).hasSizeGreaterThan(12);
        for (Map<String, String> secret : secrets) {
            EndpointSettings settings = EndpointKeys.read("the block", folder, filledIn(secret, certificate));
            PrometheusEndpoint endpoint = new EndpointReader(new EnvironmentProxy(name -> null)).read(settings);
            assertThat(endpoint.targets()).as("%s", secret).isNotEmpty();
        }
    }

    private static List<Map<String, String>> secrets() throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("docs/endpoints.md")))
                .results()
                .map(block -> block.group(1))
                .map(text -> new Yaml(new SafeConstructor(new LoaderOptions())).<Map<String, Object>>load(text))
                .filter(block -> block.containsKey("stringData"))
                .map(block -> DocumentedEndpointsTest.<Map<String, String>>cast(block.get("stringData")))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }

    /** What a person fills in: files that are there, certificates, and something for each ellipsis. */
    private Map<String, String> filledIn(Map<String, String> secret, String certificate) throws IOException {
        var filledIn = new HashMap<String, String>();
        for (var entry : secret.entrySet()) {
            String value = entry.getValue();
            if (entry.getKey().endsWith("_FILE")) {
                boolean isCertificate = entry.getKey().endsWith("_CA_FILE");
                value = Files.writeString(folder.resolve(entry.getKey()), isCertificate ? certificate : "t0ken")
                        .toString();
            } else if (value.contains("BEGIN CERTIFICATE")) {
                value = certificate;
            }
            filledIn.put(entry.getKey(), value.replace("…", "filled-in"));
        }
        return filledIn;
    }
}
