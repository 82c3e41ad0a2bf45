package dev.sliprovider.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is small is read as it is; what is large is read to its end and kept in part. */
class BoundedJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[1,-2.5,1e3,true,false,null,\"é\\n\",{},[]],\"b\":{\"c\":12345678901234567890}}",
                "[[[[[[1]]]]]]",
                "\"text\"",
                "null",
                "0"
            })
    void a_small_text_is_the_tree_that_anybody_reads(String text) throws IOException {
        JsonNode expected = new ObjectMapper().readTree(text);
        assertThat(read(text).root().toString()).isEqualTo(expected.toString());
    }

    @Test
    void no_text_is_no_value() throws IOException {
        assertThat(read(" ").root().isMissingNode()).isTrue();
    }

    @Test
    void of_a_long_array_the_first_are_kept_and_all_are_counted() throws IOException {
        String elements = IntStream.range(0, 1_000)
                .mapToObj(i -> "{\"i\":[" + i + ",{\"x\":[]}]}")
                .collect(Collectors.joining(","));
        BoundedJson json = read("{\"result\":[" + elements + "],\"after\":true}");
        JsonNode result = json.root().path("result");
        assertThat(result.size()).isEqualTo(BoundedJson.KEPT);
        assertThat(result.get(19).at("/i/0").asInt()).isEqualTo(19);
        assertThat(json.size(result)).isEqualTo(1_000);
        assertThat(json.root().path("after").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"]", "}", ",", "{\"a\":1,\"a\":2}]", "tru]", "[1,]]", "1] 2"})
    void what_is_broken_beyond_that_is_noticed(String end) {
        String begin = "[" + "1,".repeat(100);
        assertThatThrownBy(() -> read(begin + end)).isInstanceOf(IOException.class);
    }

    @Test
    void what_has_more_parts_than_anything_that_is_looked_for_is_told() {
        String members = IntStream.rangeClosed(0, BoundedJson.MOST_MEMBERS)
                .mapToObj(i -> "\"m" + i + "\":1")
                .collect(Collectors.joining(",", "{", "}"));
        assertThatThrownBy(() -> read(members)).isInstanceOf(BoundedJson.TooManyPartsException.class);
        assertThatThrownBy(() -> read("[" + "1,".repeat(100) + members + "]"))
                .isInstanceOf(BoundedJson.TooManyPartsException.class);
        String bush = "1";
        for (int depth = 0; depth < 4; depth++) {
            bush = "[" + (bush + ",").repeat(BoundedJson.KEPT) + "0]";
        }
        String tree = bush;
        assertThatThrownBy(() -> read(tree)).isInstanceOf(BoundedJson.TooManyPartsException.class);
    }

    private static BoundedJson read(String text) throws IOException {
        return BoundedJson.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
