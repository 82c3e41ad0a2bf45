package dev.sliprovider.deploy;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The Helm chart, rendered by Helm itself. */
final class Chart {

    static final Path FOLDER = Path.of("deploy/helm/prometheus-sli-provider").toAbsolutePath();
    private static final String NAME = "prometheus-sli-provider";

    private Chart() {}

    static Helm helm() {
        return new Helm(FOLDER);
    }

    /**
     * @param values YAML, over those of the chart
     * @throws IllegalStateException with Helm's words if a value is refused
     */
    static String text(String values) {
        return text(NAME, values);
    }

    static String text(String release, String values) {
        return text(release, values, "1.29.0");
    }

    /** @param kubernetes version of the cluster */
    static String text(String release, String values, String kubernetes) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            Files.writeString(file, values);
            return helm().template()
                    .withName(release)
                    .withNamespace("keptn")
                    .withKubeVersion(kubernetes)
                    .withValuesFile(file)
                    .call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return what is rendered with these values */
    static List<Map<String, Object>> objects(String values) {
        return parsed(text(values));
    }

    /** @return what is rendered for a cluster of that version */
    static List<Map<String, Object>> objects(String values, String kubernetes) {
        return parsed(text(NAME, values, kubernetes));
    }

    static List<Map<String, Object>> parsed(String documents) {
        var objects = new ArrayList<Map<String, Object>>();
        for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(documents)) {
            if (document != null) {
                objects.add(map(document));
            }
        }
        return objects;
    }

    static Map<String, Object> one(List<Map<String, Object>> objects, String kind) {
        return objects.stream()
                .filter(object -> object.get("kind").equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + kind));
    }

    /** @return what is at a path such as {@code spec.template.spec} */
    static Map<String, Object> at(Map<String, Object> object, String path) {
        Map<String, Object> here = object;
        for (String name : path.split("\\.")) {
            here = map(here.get(name));
        }
        return here;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> list(Object value) {
        return (List<Map<String, Object>>) value;
    }
}
