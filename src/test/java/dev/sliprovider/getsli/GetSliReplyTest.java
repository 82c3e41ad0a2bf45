package dev.sliprovider.getsli;

import static dev.sliprovider.getsli.ExampleValue.measured;
import static dev.sliprovider.getsli.ExampleValue.missing;
import static dev.sliprovider.getsli.ExampleValue.warned;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.ExampleEvent;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.keptn.Replies;
import dev.sliprovider.keptn.TaskResult;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.Reason;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GetSliReplyTest {

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
        var replies = new Replies(triggered, SOURCE);
        GetSliTriggered request = GetSliTriggered.from(triggered);
        var outcome = GetSliReply.of(request, GetSliFinished.errored("why", request.indicators()));
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
        assertThat(started.type()).isEqualTo(GetSliTriggered.TYPE.started());
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
        KeptnEvent event = finished(ExampleEvent.usual(), GetSliFinished.of(List.of(measured("a", value)), List.of()));
        JsonNode number = EventFormat.read(EventFormat.write(event)).data().at("/get-sli/indicatorValues/0/value");
        assertThat(number.isNumber()).isTrue();
        assertThat(number.doubleValue()).isEqualTo(value);
    }

    @Test
    void a_long_message_of_an_entry_is_capped() {
        ObjectNode data = finished(missing("a", Reason.UNKNOWN_INDICATOR, "x".repeat(100_000)));
        assertThat(data.at("/get-sli/indicatorValues/0/message").asText())
                .hasSizeLessThanOrEqualTo(TaskResult.MESSAGE_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u0001", "\"", "ü", "€", "😀"})
    void an_answer_fits_whatever_it_repeats(String letter) {
        String endless = letter.repeat(100_000);
        ObjectNode data = ExampleEvent.usual().data();
        data.put("project", endless).put("stage", endless).put("service", endless);
        data.putObject("labels").put(endless, endless);
        ObjectNode getSli = (ObjectNode) data.path("get-sli");
        getSli.put("start", endless).put("end", endless);
        KeptnEvent triggered = ExampleEvent.withData(data);
        var errored = GetSliFinished.errored(endless, Collections.nCopies(3, endless));
        assertThat(EventFormat.write(replies(triggered).started())).hasSizeLessThan(16_000);
        assertThat(EventFormat.write(finished(triggered, errored))).hasSizeLessThan(64_000);
        JsonNode answered = finished(triggered, errored).data();
        assertThat(answered.path("project").asText())
                .hasSizeLessThanOrEqualTo(500)
                .endsWith("…");
        assertThat(answered.at("/get-sli/start").asText())
                .hasSizeLessThanOrEqualTo(200)
                .endsWith("…");
        assertThat(answered.at("/get-sli/indicatorValues/2/metric").asText())
                .hasSizeLessThanOrEqualTo(500)
                .endsWith("…");
        assertThat(answered.path("message").asText())
                .hasSizeLessThanOrEqualTo(2000)
                .endsWith("longer than 8 KB.");
        assertThat(answered.has("labels")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"3, 64000", "150, 64000", "400, 64000", "1000, 200000"})
    void an_answer_with_many_long_names_and_texts_fits(int indicators, int length) {
        for (String letter : List.of("x", "\u0001", "€")) {
            List<IndicatorValue> values = IntStream.range(0, indicators)
                    .<IndicatorValue>mapToObj(i -> i % 2 == 0
                            ? missing(i + letter.repeat(900), Reason.NO_DATA, letter.repeat(900))
                            : warned(i + letter.repeat(900), letter.repeat(900)))
                    .toList();
            KeptnEvent answer = finished(ExampleEvent.usual(), GetSliFinished.of(values, List.of(letter)));
            assertThat(EventFormat.write(answer)).hasSizeLessThan(length);
            assertThat(answer.data().at("/get-sli/indicatorValues")).hasSize(indicators);
        }
    }

    @Test
    void usual_names_are_never_cut() {
        List<IndicatorValue> values = IntStream.range(0, 400)
                .<IndicatorValue>mapToObj(i -> measured("a_name_of_about_forty_characters_" + i, 1.0 / 3))
                .toList();
        KeptnEvent answer = finished(ExampleEvent.usual(), GetSliFinished.of(values, List.of()));
        assertThat(answer.data().at("/get-sli/indicatorValues").findValuesAsText("metric"))
                .isEqualTo(values.stream().map(IndicatorValue::indicator).toList());
        assertThat(EventFormat.write(answer)).hasSizeLessThan(64_000);
    }

    @Test
    void labels_of_usual_length_are_repeated_whole() {
        ObjectNode data = ExampleEvent.usual().data();
        data.putObject("labels").put("link", "x".repeat(8000));
        KeptnEvent started = replies(ExampleEvent.withData(data)).started();
        assertThat(started.data().path("labels")).isEqualTo(data.path("labels"));
    }

    private static ObjectNode finished(IndicatorValue... values) {
        return finished(ExampleEvent.usual(), GetSliFinished.of(List.of(values), List.of()))
                .data();
    }

    private static KeptnEvent finished(KeptnEvent triggered, GetSliFinished outcome) {
        return replies(triggered).finished(GetSliReply.of(GetSliTriggered.from(triggered), outcome));
    }

    private static Replies replies(KeptnEvent triggered) {
        return new Replies(triggered, SOURCE);
    }
}
