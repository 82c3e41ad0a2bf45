package dev.sliprovider.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.transport.HeldGate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionParserTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                                        | none
            null                                                      | none
            [{'event': 'a.b'}]                                        | a.b
            [{'event': 'a.b', 'filter': null}]                        | a.b
            [{'event': 'a.b', 'filter': {'projects': null, 'stages': [], 'services': ['x', 'y']}}] | a.b, services x y
            [{'event': 'a.b', 'filter': {'projects': ['p'], 'stages': ['s']}}, {'event': 'c'}]     | a.b, projects p, stages s; c
            [{'event': 'a.b'}, {'event': 'a.b', 'id': '2'}]           | a.b
            [{'event': 'sh.keptn.>'}, {'event': 'a.*.b'}]             | sh.keptn.>; a.*.b
            [{'event': 'a', 'filter': {'projects': 'p'}}, {'event': 'b'}]         | b
            [{'event': 'a', 'filter': {'projects': [7]}}, {'event': 'b'}]         | b
            [{'event': 'a', 'filter': [1]}, {'event': 'b'}]           | b
            [{'event': ''}, {}, 7, null, 'x', {'event': 'a b'}, {'event': 'a..b'}, {'event': 'a.>.b'}, {'event': 'a.b*'}, {'event': 'b'}] | b
            """)
    void what_a_ping_tells_is_taken_as_far_as_it_can_be_understood(String list, String understood) throws Exception {
        assertThat(SubscriptionParser.describe(
                        SubscriptionParser.read(json("{'id': 'x', 'subscriptions': " + list + "}"))
                                .orElseThrow()))
                .isEqualTo(understood);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "7", "'text'", "null", "{'subscriptions': {}}", "{'subscriptions': 'all'}"})
    void what_is_no_integration_tells_nothing(String answer) throws Exception {
        assertThat(SubscriptionParser.read(json(answer))).isEmpty();
    }

    @Test
    void a_subject_of_any_length_is_read_without_harm() throws Exception {
        JsonNode long1 = json("{'subscriptions': [{'event': '" + "a.".repeat(200_000) + "a'}]}");
        assertThat(SubscriptionParser.read(long1).orElseThrow()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                  | sh.keptn.event.get-sli.triggered
            ` , `                               | sh.keptn.event.get-sli.triggered
            a.b                                 | a.b
            `a.b, c.*.d ,>`                     | a.b; c.*.d; >
            `a.b,a.b`                           | a.b
            `sh.keptn.event.monitoring.configure,sh.keptn.event.get-sli.triggered` | sh.keptn.event.monitoring.configure; sh.keptn.event.get-sli.triggered
            """)
    void topics_are_taken_as_they_are(String topics, String understood) {
        assertThat(SubscriptionParser.describe(SubscriptionParser.configured(
                        ControlPlaneSettings.with("topics", topics), Set.of(HeldGate.triggered()))))
                .isEqualTo(understood);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a..b", ".a", "a.", "a.>.b", "get-*"})
    void a_topic_that_is_none_is_named(String topic) {
        assertThatThrownBy(() -> SubscriptionParser.topics(ControlPlaneSettings.with("topics", topic)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PUBSUB_TOPIC")
                .hasMessageContaining("\"" + topic + "\"");
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
