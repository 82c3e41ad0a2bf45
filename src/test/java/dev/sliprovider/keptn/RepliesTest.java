package dev.sliprovider.keptn;

import static dev.sliprovider.keptn.ExampleValue.measured;
import static dev.sliprovider.keptn.ExampleValue.missing;
import static dev.sliprovider.keptn.ExampleValue.warned;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.Reason;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepliesTest {

    private static final URI SOURCE = URI.create("prometheus-sli-provider");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iso-ms",
                "unix-seconds",
                "custom-filters",
                "labels",
                "deployment",
                "deployment-and-label",
                "minimal",
                "no-indicators",
                "duplicate-indicators",
                "bad-end",
                "reversed-window",
                "zero-duration"
            })
    void every_answer_names_what_it_answers(String name) {
        KeptnEvent triggered = EventFormat.read(ExampleEvent.file(name));
        Replies replies = replies(triggered);
        var outcome = GetSliFinished.errored("why", replies.request().indicators());
        for (KeptnEvent answer : List.of(replies.started(), replies.finished(outcome))) {
            assertThat(answer.triggeredid()).contains(triggered.id());
            assertThat(answer.shkeptncontext()).isEqualTo(triggered.shkeptncontext());
            assertThat(answer.gitcommitid()).isEqualTo(triggered.gitcommitid());
            assertThat(answer.source()).isEqualTo(SOURCE);
            assertThat(answer.id()).isNotBlank().isNotEqualTo(triggered.id());
            for (String part : List.of("project", "stage", "service", "labels")) {
                assertThat(answer.data().path(part)).isEqualTo(triggered.data().path(part));
            }
        }
        JsonNode asked = triggered.data().path("get-sli");
        JsonNode answered = replies.finished(outcome).data().path("get-sli");
        assertThat(answered.path("start")).isEqualTo(asked.path("start"));
        assertThat(answered.path("end")).isEqualTo(asked.path("end"));
        assertThat(answered.path("indicatorValues").findValuesAsText("metric"))
                .isEqualTo(asked.path("indicators")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList());
    }

    @Test
    void started_says_nothing_about_the_outcome() {
        KeptnEvent started = replies(ExampleEvent.usual()).started();
        assertThat(started.type()).isEqualTo(EventType.GET_SLI_STARTED);
        assertThat(started.data())
                .isEqualTo(ExampleEvent.json("{'project':'bookshop','stage':'preprod','service':'catalog'}"));
    }

    @Test
    void times_are_utc_to_the_millisecond() {
        Instant time = replies(ExampleEvent.usual()).started().time().orElseThrow();
        assertThat(time).isEqualTo(time.truncatedTo(ChronoUnit.MILLIS));
        assertThat(Duration.between(time, Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void no_two_answers_share_an_id() {
        Replies replies = replies(ExampleEvent.usual());
        assertThat(replies.started().id()).isNotEqualTo(replies.started().id());
    }

    @Test
    void finished_has_an_entry_per_value_in_their_order() {
        ObjectNode data = finished(
                measured("b", 0.25),
                missing("a", Reason.NO_DATA, "no data"),
                warned("c", "careful"),
                measured("b", 0.25));
        assertThat(ExampleEvent.json(data.toString())).isEqualTo(ExampleEvent.json("""
                {'project':'bookshop', 'stage':'preprod', 'service':'catalog',
                 'status':'succeeded', 'result':'warning',
                 'message':'1 of 3 indicators has no value. no data: a — no data. Warning for c: careful.',
                 'get-sli': {'start':'2024-03-05T09:01:30.250Z', 'end':'2024-03-05T09:11:30.900Z', 'indicatorValues': [
                  {'metric':'b','value':0.25,'comparedValue':0,'success':true,'query':'up','milliseconds':7},
                  {'metric':'a','value':0,'comparedValue':0,'success':false,'message':'a: no data [on X]','query':'up','milliseconds':7},
                  {'metric':'c','value':1.0,'comparedValue':0,'success':true,'message':'Warning: careful','query':'up','milliseconds':7},
                  {'metric':'b','value':0.25,'comparedValue':0,'success':true,'query':'up','milliseconds':7}]}}"""));
    }

    @Test
    void finished_without_indicators_has_no_entries_and_no_message() {
        assertThat(finished()).isEqualTo(ExampleEvent.json("""
                {'project':'bookshop', 'stage':'preprod', 'service':'catalog', 'status':'succeeded', 'result':'pass',
                 'get-sli': {'start':'2024-03-05T09:01:30.250Z', 'end':'2024-03-05T09:11:30.900Z'}}"""));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, 1e-300, Double.MIN_VALUE, Double.MAX_VALUE, -123456789.125, 0.1, 1e21})
    void a_value_arrives_as_the_same_number(double value) {
        KeptnEvent event =
                replies(ExampleEvent.usual()).finished(GetSliFinished.of(List.of(measured("a", value)), List.of()));
        JsonNode number = EventFormat.read(EventFormat.write(event)).data().at("/get-sli/indicatorValues/0/value");
        assertThat(number.isNumber()).isTrue();
        assertThat(number.doubleValue()).isEqualTo(value);
    }

    @Test
    void a_long_message_of_an_entry_is_capped() {
        ObjectNode data = finished(missing("a", Reason.UNKNOWN_INDICATOR, "x".repeat(100_000)));
        assertThat(data.at("/get-sli/indicatorValues/0/message").asText())
                .hasSizeLessThanOrEqualTo(GetSliFinished.MESSAGE_LENGTH);
    }

    private static ObjectNode finished(IndicatorValue... values) {
        return replies(ExampleEvent.usual())
                .finished(GetSliFinished.of(List.of(values), List.of()))
                .data();
    }

    private static Replies replies(KeptnEvent triggered) {
        return new Replies(triggered, GetSliTriggered.from(triggered), SOURCE);
    }
}
