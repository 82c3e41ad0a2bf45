package dev.sliprovider.supply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes {@code docs/licences.md} from the bill of materials; {@code ./dev sbom} runs it. */
public final class Licences {

    static final Path DOCUMENT = Path.of("docs/licences.md");

    private static final String HEAD = """
            # Licences

            Every library that is packaged with the program, and the licences it may be used under; where there are several, one may be
            chosen. `./dev sbom` writes this file from `target/bom.json`, the bill of materials (CycloneDX); a test compares it with what is packaged.

            | library | licences |
            |---|---|
            """;

    private Licences() {}

    /** Reads {@code target/bom.json} and what is packaged. */
    public static void main(String[] arguments) throws IOException {
        List<String> jars = packaged();
        var rows = new TreeMap<String, String>();
        for (JsonNode component :
                new ObjectMapper().readTree(Path.of("target/bom.json").toFile()).path("components")) {
            String name = String.join(
                            ".",
                            component.path("group").asText(),
                            component.path("name").asText())
                    + "-"
                    + component.path("version").asText();
            if (jars.stream().anyMatch(jar -> jar.startsWith(name))) {
                rows.put(name, String.join(", ", licences(component)));
            }
        }
        Files.writeString(DOCUMENT, HEAD + text(rows));
    }

    /** The file names of all libraries of the packaged program, but what a library brings for one platform only. */
    static List<String> packaged() throws IOException {
        var jars = new ArrayList<String>();
        for (String folder : List.of("boot", "main")) {
            try (Stream<Path> files = Files.list(Path.of("target/quarkus-app/lib", folder))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".jar") && !name.contains(".native-"))
                        .forEach(jars::add);
            }
        }
        return jars;
    }

    private static List<String> licences(JsonNode component) {
        return component
                .path("licenses")
                .valueStream()
                .map(choice -> choice.path("license"))
                .map(licence ->
                        licence.path("id").asText(licence.path("name").asText()).replace(',', ' '))
                .toList();
    }

    private static String text(SortedMap<String, String> rows) {
        return rows.entrySet().stream()
                .map(row -> "| `" + row.getKey() + "` | " + row.getValue() + " |\n")
                .collect(Collectors.joining());
    }
}
