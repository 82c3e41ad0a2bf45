package dev.sliprovider.supply;

import com.fasterxml.jackson.databind.JsonNode;
import io.nats.client.impl.DataPort;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Finds what the program looks up by name when it runs, and what of it is not registered for the executable. */
final class NativeRegistrations {

    private static final String CONSTRUCTORS = "allDeclaredConstructors";

    private static final Path SERVICES = Path.of("META-INF/services");

    private NativeRegistrations() {}

    /** @param members the kinds of members that are needed, as {@code reflect-config.json} calls them */
    record Need(String className, String reason, List<String> members) {}

    /** @param classes the folder of compiled classes; they must be on the class path, and are not initialised */
    static List<Need> needs(Path classes) throws IOException {
        var needs = new ArrayList<Need>();
        for (Path file : files(classes.resolve("dev"))) {
            if (!file.toString().endsWith(".class")) {
                continue;
            }
            String name =
                    classes.relativize(file).toString().replace(".class", "").replace('/', '.');
            reason(loaded(name)).ifPresent(needs::add);
        }
        for (Path file : files(classes.resolve(SERVICES))) {
            for (String name : Files.readAllLines(file)) {
                needs.add(new Need(name, "in " + SERVICES.resolve(file.getFileName()), List.of(CONSTRUCTORS)));
            }
        }
        return needs;
    }

    /** @param registered the content of {@code reflect-config.json}, in which a class may occur several times */
    static List<String> missing(List<Need> needs, JsonNode registered) {
        return needs.stream()
                .flatMap(need -> need.members().stream()
                        .filter(members -> !has(registered, need.className(), members))
                        .map(members ->
                                "  %s: no %s, but it is %s".formatted(need.className(), members, need.reason())))
                .toList();
    }

    private static boolean has(JsonNode registered, String className, String members) {
        return registered
                .valueStream()
                .anyMatch(entry -> entry.path("name").asText().equals(className)
                        && entry.path(members).asBoolean());
    }

    private static Optional<Need> reason(Class<?> type) {
        if (isReadByPicocli(type)) {
            List<String> members = List.of(CONSTRUCTORS, "allDeclaredFields", "allDeclaredMethods");
            return Optional.of(new Need(type.getName(), "read by picocli", members));
        }
        if (DataPort.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
            return Optional.of(new Need(type.getName(), "created by jnats", List.of(CONSTRUCTORS)));
        }
        return Optional.of(new Need(type.getName(), "annotated @RegisterForReflection", List.of(CONSTRUCTORS)))
                .filter(need -> type.isAnnotationPresent(RegisterForReflection.class));
    }

    private static boolean isReadByPicocli(Class<?> type) {
        return type.isAnnotationPresent(CommandLine.Command.class)
                || CommandLine.IVersionProvider.class.isAssignableFrom(type)
                || Stream.of(type.getDeclaredFields(), type.getDeclaredMethods())
                        .flatMap(Stream::of)
                        .anyMatch(NativeRegistrations::hasAnnotationOfPicocli);
    }

    private static boolean hasAnnotationOfPicocli(AnnotatedElement member) {
        return Stream.of(member.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().getName().startsWith("picocli."));
    }

    private static Class<?> loaded(String name) {
        try {
            return Class.forName(name, false, NativeRegistrations.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("not on the class path: " + name, e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
