package dev.sliprovider.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonProblemTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"a\":1} <!-- 12 ms -->|there is more after its end: \"<!-- 12 ms -->\"",
                "{\"a\":1}{\"b\":2}|there is more after its end: \"{\"b\":2}\"",
                "{\"a\":1,\"a\":2}|the key \"a\" stands there twice at line 1, column 11",
                "{\"a\":|it ends in the middle at line 1, column 6",
                "[1,2|it ends in the middle at line 1, column 5",
                "{\"a\": NaN}|it goes wrong at line 1, column 10",
                "{'a': 1}|it goes wrong at line 1, column 2",
                "{\"a\": 01}|it goes wrong at line 1, column 8",
                "hello|it goes wrong at line 1, column 1",
            })
    void what_is_wrong_and_where(String text, String problem) {
        assertThat(problem(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(problem);
    }

    @Test
    void bytes_that_are_not_utf_8() {
        assertThat(problem("{\"a\":\"ü\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .startsWith("it is not UTF-8");
    }

    @Test
    void the_words_of_the_parser_are_not_repeated() {
        String[] texts = {
            "{\"a\": NaN}", "{\"a\":\u0001}", "[".repeat(3000), "{\"a\":\"\\x\"}", "nul", "1e", "\"\u0000\""
        };
        for (String text : texts) {
            assertThat(problem(text.getBytes(StandardCharsets.UTF_8)))
                    .as(text.substring(0, Math.min(20, text.length())))
                    .isNotEmpty()
                    .doesNotContain("JsonParser", "JsonRead", "StreamRead", "token", "Source", "code ");
        }
    }

    private static String problem(byte[] text) {
        try {
            JSON.readTree(text);
            return "";
        } catch (IOException e) {
            return JsonProblem.of(text, e);
        }
    }
}
