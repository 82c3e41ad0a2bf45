package dev.sliprovider.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SearchTest {

    private static final String ODD = "p /+\"\\&=%é☃?";

    @TempDir
    Path folder;

    static Stream<String> leaks() throws JsonProcessingException {
        return Stream.concat(leaks(ODD), leaks("with " + Secrets.MARKER + "~" + ODD));
    }

    private static Stream<String> leaks(String secret) throws JsonProcessingException {
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return Stream.of(
                secret,
                "http://reader:" + secret + "@localhost:9090/",
                encoded,
                encoded.replace("+", "%20"),
                Pattern.compile("%..").matcher(encoded).replaceAll(hex -> hex.group()
                        .toLowerCase()),
                new ObjectMapper().writeValueAsString(secret),
                base64(secret),
                base64("u:" + secret),
                base64("us:" + secret + "\n"),
                base64("usr:" + secret + "\r\n"),
                base64("user:" + encoded),
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(("??" + secret).getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("leaks")
    void a_secret_is_found_in_whatever_form_and_is_not_told(String leak) throws IOException {
        Path file = folder.resolve("log");
        Files.writeString(file, "tr0ub4 cGFzcw== é\nINFO before " + leak + " after\nnothing\n");

        assertThat(search(file)).singleElement().satisfies(found -> assertThat(found)
                .startsWith(file + ":2: INFO before ")
                .contains("****")
                .doesNotContain(leak, Secrets.MARKER, ODD));
    }

    @Test
    void every_line_is_told_once_and_all_of_it_is_masked() throws IOException {
        Path file = folder.resolve("log");
        Files.writeString(file, "a tr0ub4dor, b tr0ub4dor\n\nc " + ODD);

        assertThat(search(file)).hasSize(2).allSatisfy(found -> assertThat(found)
                .doesNotContain(Secrets.MARKER, ODD));
        assertThat(search(file).getLast()).startsWith(file + ":3: c ***");
    }

    @Test
    void where_nothing_is_nothing_is_found() throws IOException {
        Path file = folder.resolve("log");
        for (String text : List.of("", "tr0ub", "troubador\n" + base64("user:password"))) {
            Files.writeString(file, text);
            assertThat(search(file)).isEmpty();
        }
    }

    @Test
    void a_secret_that_could_not_be_found_is_refused() {
        assertThatThrownBy(() -> Secrets.register("short")).hasMessageContaining("has to contain tr0ub4dor");
        assertThatThrownBy(() -> Secrets.registerIfSecret("KEPTN_API_TOKEN", "short"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Secrets.registerIfSecret("K_SINK", "http://me:short@localhost/"))
                .isInstanceOf(IllegalArgumentException.class);
        Secrets.registerIfSecret("K_SINK", "http://localhost:8080/path:short@x");
    }

    private List<String> search(Path file) throws IOException {
        return new Search(List.of(Secrets.MARKER, ODD)).in(file);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
