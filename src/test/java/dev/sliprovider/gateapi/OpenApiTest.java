package dev.sliprovider.gateapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The document of the interface and the document for people name the requests that the code answers, and no others. */
class OpenApiTest {

    private static final String GUIDE = "docs/gate-api.md";
    private final JsonNode document = read();

    private static JsonNode read() {
        try {
            return new ObjectMapper()
                    .valueToTree(new Yaml().load(Files.readString(java.nio.file.Path.of("docs/openapi.yaml"))));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Set<String> names(JsonNode object) {
        return StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> inCode() {
        var requests = new TreeSet<String>();
        for (Class<?> resource : List.of(EvaluationsResource.class, GatesResource.class)) {
            String root = "/" + resource.getAnnotation(Path.class).value();
            for (Method method : resource.getDeclaredMethods()) {
                method(method)
                        .ifPresent(verb -> requests.add(verb + " " + root
                                + Optional.ofNullable(method.getAnnotation(Path.class))
                                        .map(path -> "/" + path.value())
                                        .orElse("")));
            }
        }
        return requests;
    }

    private static Optional<String> method(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .flatMap(type -> Optional.ofNullable(type.getAnnotation(HttpMethod.class)).stream())
                .map(HttpMethod::value)
                .findFirst();
    }

    @Test
    void every_request_is_described() throws IOException {
        var described = new TreeSet<String>();
        document.path("paths").properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(verb -> described.add(verb.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        Set<String> inGuide = Pattern.compile("(?m)^\\| `([A-Z]+ /\\S+)` \\|")
                .matcher(Files.readString(java.nio.file.Path.of(GUIDE)))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described).isEqualTo(inCode());
        assertThat(inGuide).isEqualTo(inCode());
    }

    @Test
    void every_member_of_a_request_is_described() {
        assertThat(names(document.at("/components/schemas/Request/properties"))).isEqualTo(RequestBody.members());
    }

    @Test
    void every_reference_leads_somewhere() {
        assertThat(document.findValuesAsText("$ref")).isNotEmpty().allSatisfy(reference -> assertThat(
                        document.at(reference.substring(1)).isMissingNode())
                .isFalse());
    }
}
