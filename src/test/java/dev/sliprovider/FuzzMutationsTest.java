package dev.sliprovider;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gives every fuzz target some thousand inputs made from its seeds, the same in every run. They are not guided by the
 * code that they reach, as those of {@code ./dev fuzz} are, but cost seconds.
 */
class FuzzMutationsTest {

    private static final Path SOURCES = Path.of("src/test/java");
    private static final Path SEEDS = Path.of("src/test/resources");
    private static final int RUNS = 3_000;
    private static final int MOST_CHANGES = 6;
    private static final int LONGEST = 4_096;

    /** What means something to one of the formats. */
    private static final List<String> WORDS = List.of(
            "\"",
            "'",
            "`",
            "\\",
            "\\u",
            "\\ud800",
            "\\Uc0001F60",
            "\0",
            "\u0085",
            "\u2028",
            "\ufeff",
            "é",
            "\ud83d\ude00",
            "{",
            "}",
            "[",
            "]",
            "[[[[[[[[",
            ",",
            ":",
            ": ",
            "- ",
            "? ",
            "| ",
            ">-\n",
            "---\n",
            "...\n",
            "%YAML 9.9\n",
            "<<: ",
            "&a ",
            "*a",
            "!!binary ",
            "!",
            "#",
            "@",
            "%",
            "%00",
            "%zz",
            "+",
            "://",
            "//",
            "/",
            "?",
            "=",
            "&",
            "$",
            "${",
            "\n",
            "\r\n",
            "\t",
            " ",
            "null",
            "true",
            "NaN",
            "+Inf",
            "1e999",
            "-1",
            "0",
            "9223372036854775808",
            "\"id\":",
            "\"data\":",
            "\"data_base64\":",
            "\"get-sli\":",
            "\"status\":",
            "\"result\":",
            "indicators:",
            "Fri, 31 Dec 9999 23:59:59 GMT",
            "2024-02-30T25:61:00Z",
            "-----BEGIN ",
            "-----END ");

    record Target(Class<?> type, Method method) {

        Path folder() {
            return SEEDS.resolve(type.getName().replace('.', '/') + "Inputs").resolve(method.getName());
        }

        /** @return null, or what the target says against the input */
        Throwable run(byte[] input) throws ReflectiveOperationException {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            method.setAccessible(true);
            try {
                method.invoke(constructor.newInstance(), (Object) input);
                return null;
            } catch (InvocationTargetException e) {
                return e.getCause();
            }
        }

        @Override
        public String toString() {
            return type.getSimpleName() + "#" + method.getName();
        }
    }

    static Stream<Target> targets() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith("FuzzTest.java")).sorted().toList().stream()
                    .map(file -> SOURCES.relativize(file)
                            .toString()
                            .replace(".java", "")
                            .replace('/', '.'))
                    .map(FuzzMutationsTest::type)
                    .flatMap(type -> Arrays.stream(type.getDeclaredMethods())
                            .filter(method -> method.isAnnotationPresent(FuzzTest.class))
                            .map(method -> new Target(type, method)));
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void what_is_like_a_seed_breaks_nothing(Target target) throws Exception {
        List<byte[]> seeds = seeds(target.folder());
        // One for each target, so that another target or another seed elsewhere changes nothing here.
        var random = new Random(target.toString().hashCode());
        for (int run = 0; run < RUNS; run++) {
            byte[] input = mutated(seeds, random);
            Throwable broken = target.run(input);
            assertThat(broken)
                    .as(
                            "run %d, input in hexadecimal: %s; put it beside the seeds in %s",
                            run, hex(input), target.folder())
                    .isNull();
        }
    }

    @Test
    void every_target_is_found_and_has_a_seed() throws IOException {
        assertThat(targets()).hasSizeGreaterThanOrEqualTo(11).allSatisfy(target -> assertThat(seeds(target.folder()))
                .as(target.toString())
                .isNotEmpty());
    }

    @Test
    void the_same_seed_gives_the_same_inputs() {
        List<byte[]> seeds = List.of("{\"a\": 1}".getBytes(StandardCharsets.UTF_8));
        var first = new Random(7);
        var second = new Random(7);
        for (int i = 0; i < 100; i++) {
            assertThat(mutated(seeds, first)).isEqualTo(mutated(seeds, second));
        }
    }

    private static List<byte[]> seeds(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(FuzzMutationsTest::bytes).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] mutated(List<byte[]> seeds, Random random) {
        byte[] input = seeds.get(random.nextInt(seeds.size()));
        int changes = 1 + random.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes; i++) {
            input = changed(input, seeds.get(random.nextInt(seeds.size())), random);
        }
        return input;
    }

    /** @param other from which something may be taken */
    private static byte[] changed(byte[] input, byte[] other, Random random) {
        int from = random.nextInt(input.length + 1);
        int to = Math.min(input.length, from + random.nextInt(16));
        return switch (random.nextInt(6)) {
            case 0 -> spliced(input, from, to, new byte[0]);
            case 1 -> spliced(input, from, from, Arrays.copyOfRange(input, from, to));
            case 2 -> spliced(input, from, to, word(random));
            case 3 -> spliced(input, from, from, word(random));
            case 4 -> {
                int begin = random.nextInt(other.length + 1);
                yield spliced(
                        input,
                        from,
                        to,
                        Arrays.copyOfRange(other, begin, Math.min(other.length, begin + random.nextInt(64))));
            }
            default -> {
                byte[] one = {(byte) random.nextInt(256)};
                yield spliced(input, from, Math.min(input.length, from + 1), one);
            }
        };
    }

    private static byte[] word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] spliced(byte[] input, int from, int to, byte[] between) {
        var out = new ByteArrayOutputStream(input.length + between.length);
        out.write(input, 0, from);
        out.writeBytes(between);
        out.write(input, to, input.length - to);
        byte[] all = out.toByteArray();
        return all.length <= LONGEST ? all : Arrays.copyOf(all, LONGEST);
    }

    private static String hex(byte[] input) {
        return HexFormat.of().formatHex(input);
    }
}
