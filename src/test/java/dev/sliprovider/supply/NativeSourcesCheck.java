package dev.sliprovider.supply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Checks what Quarkus prepares for native-image: its arguments, and the registrations of what is looked up by name. A
 * change of Quarkus or of a setting is seen here, and not only when the executable runs. {@code ./dev test} starts it.
 */
public final class NativeSourcesCheck {

    private static final Path SOURCES = Path.of("target/native-sources");

    private static final Path LIST = Path.of("deploy/native-arguments.txt");

    /** The executable reads it to find the class that lets a blank variable count as unset. */
    private static final String SERVICE = "META-INF/services/io.smallrye.config.ConfigSourceInterceptor";

    private NativeSourcesCheck() {}

    /** Takes no arguments; exits with 1 and says what is wrong if something is. */
    public static void main(String[] arguments) throws IOException {
        List<String> problems =
                Stream.concat(argumentProblems(), registrationProblems()).toList();
        problems.forEach(System.err::println);
        if (!problems.isEmpty()) {
            System.exit(1);
        }
    }

    private static Stream<String> argumentProblems() throws IOException {
        List<String> differences = NativeArguments.differences(
                Files.readString(SOURCES.resolve("native-image.args")), Files.readAllLines(LIST));
        return problem(
                differences,
                "The arguments that Quarkus passes to native-image differ from " + LIST + ":",
                "An extension or a setting of quarkus.native changed them (docs/native.md). To accept a change, correct "
                        + LIST + "; the comment above an argument says who needs it and what would break without it.");
    }

    private static Stream<String> registrationProblems() throws IOException {
        List<NativeRegistrations.Need> needs = NativeRegistrations.needs(Path.of("target/classes"));
        List<String> missing = NativeRegistrations.missing(needs, configuration("reflect-config.json"));
        return Stream.concat(
                problem(
                        missing,
                        "The executable cannot use these classes, because they are not registered for reflection:",
                        "Annotate each with @RegisterForReflection, or restore the extension that registered it (docs/native.md)."),
                problem(
                        configuration("resource-config.json").toString().contains(SERVICE)
                                ? List.of()
                                : List.of("  " + SERVICE),
                        "The executable cannot read this file, because it is not in resource-config.json:",
                        "Add it to quarkus.native.resources.includes in application.properties."));
    }

    private static Stream<String> problem(List<String> lines, String title, String remedy) {
        return lines.isEmpty()
                ? Stream.empty()
                : Stream.of(Stream.of(title), lines.stream(), Stream.of(remedy)).flatMap(text -> text);
    }

    private static JsonNode configuration(String name) throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            Path jar = files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow();
            try (var opened = new JarFile(jar.toFile());
                    InputStream content = opened.getInputStream(opened.getEntry("META-INF/native-image/" + name))) {
                return new ObjectMapper().readTree(content);
            }
        }
    }
}
