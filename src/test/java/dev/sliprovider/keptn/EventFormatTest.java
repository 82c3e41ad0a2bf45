package dev.sliprovider.keptn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventFormatTest {

    private static final String MINIMAL = "{'specversion':'1.0','id':'1','type':'t','source':'s','data':{}}";

    @Test
    void reads_what_keptn_puts_into_the_envelope() {
        KeptnEvent event = ExampleEvent.usual();
        assertThat(event.id()).isEqualTo("0c0b6f0e-5a4e-4a0a-8f7d-6d1f2a9b3c01");
        assertThat(event.type()).isEqualTo(EventType.triggered("get-sli"));
        assertThat(event.source()).isEqualTo(URI.create("lighthouse-service"));
        assertThat(event.time()).contains(Instant.parse("2024-03-05T09:12:04.318207Z"));
        assertThat(event.shkeptncontext()).contains("7d1f6a52-3c0e-4b7e-9f5b-1a2c64d0e871");
        assertThat(event.triggeredid()).isEmpty();
        assertThat(event.gitcommitid()).contains("9b1e0c44d7f25a80c3e6af1b7d0295ce8814f3a6");
        assertThat(event.data().path("project").asText()).isEqualTo("bookshop");
    }

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
                "other-provider",
                "empty-provider",
                "bad-end",
                "reversed-window",
                "zero-duration"
            })
    void what_is_written_can_be_read_again(String name) {
        KeptnEvent event = EventFormat.read(ExampleEvent.file(name));
        assertThat(EventFormat.read(EventFormat.write(event))).isEqualTo(event);
    }

    @Test
    void writes_every_attribute_that_keptn_reads_and_nothing_else() {
        var event = new KeptnEvent(
                "1",
                EventType.triggered("get-sli").finished(),
                URI.create("me"),
                Optional.of(Instant.parse("2024-03-05T09:12:00Z")),
                Optional.of("context"),
                Optional.of("0"),
                Optional.of("abc"),
                ExampleEvent.json("{'project':'p'}"));
        assertThat(ExampleEvent.json(EventFormat.write(event))).isEqualTo(ExampleEvent.json("""
                {'specversion':'1.0', 'id':'1', 'type':'sh.keptn.event.get-sli.finished', 'source':'me',
                 'time':'2024-03-05T09:12:00Z', 'contenttype':'application/json',
                 'datacontenttype':'application/json', 'shkeptncontext':'context', 'shkeptnspecversion':'0.2.4',
                 'triggeredid':'0', 'gitcommitid':'abc', 'data':{'project':'p'}}"""));
    }

    @Test
    void what_is_absent_is_not_written() {
        ObjectNode written = ExampleEvent.json(EventFormat.write(EventFormat.read(utf8(MINIMAL))));
        assertThat(written.properties())
                .extracting(Map.Entry::getKey)
                .doesNotContain("time", "shkeptncontext", "triggeredid", "gitcommitid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'extensions':{}",
                "'extensions':''",
                "'extensions':null",
                "'contenttype':'application/json'",
                "'datacontenttype':'application/json'",
                "'unknown_member':5",
                "'Unknown':{'a':[1]}",
                "'time':''",
                "'time':1709629890",
                "'time':'yesterday'",
                "'time':null",
                "'shkeptncontext':''",
                "'triggeredid':null",
                "'traceparent':'00-a-b-01'",
                "'sequence':7",
                "'subject':'catalog'"
            })
    void tolerates_what_does_not_matter(String member) {
        KeptnEvent event = EventFormat.read(utf8(
                MINIMAL.replace("}}", "," + member.replace("}}", "} }") + "}").replace("'data':{,", "'data':{},")));
        assertThat(event.id()).isEqualTo("1");
        assertThat(event.time()).isEmpty();
        assertThat(event.shkeptncontext()).isEmpty();
        assertThat(event.triggeredid()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'id':'1','type':'t','source':'s','data':{}}"})
    void a_missing_specversion_means_one(String json) {
        assertThat(EventFormat.read(utf8(json)).id()).isEqualTo("1");
    }

    @Test
    void data_in_base64_is_data() {
        KeptnEvent event = EventFormat.read(
                utf8(
                        "{'specversion':'1.0','id':'1','type':'t','source':'s','datacontenttype':'application/json','data_base64':'eyJwcm9qZWN0IjoicCJ9'}"));
        assertThat(event.data()).isEqualTo(ExampleEvent.json("{'project':'p'}"));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '^', textBlock = """
            ^^                                                        | body   | the body is empty
            {                                                         | body   | the body is not JSON
            {} {}                                                     | body   | the body is not JSON
            []                                                        | body   | the body is not a JSON object
            null                                                      | body   | the body is not a JSON object
            <html>                                                    | body   | the body is not JSON
            {'type':'t','source':'s','data':{}}                       | id     | id is missing or empty
            {'id':'','type':'t','source':'s','data':{}}               | id     | id is missing or empty
            {'id':'1','source':'s','data':{}}                         | type   | type is missing or empty
            {'id':'1','type':null,'source':'s','data':{}}             | type   | type is missing or empty
            {'id':'1','type':'t','data':{}}                           | source | source is missing or empty
            {'id':'1','type':'t','source':' ','data':{}}              | source | source is missing or empty
            {'id':'1','type':'t','source':'a b','data':{}}            | source | source is not a URI reference
            {'specversion':'9','id':'1','type':'t','source':'s','data':{}} | specversion | only 1.0 is read
            {'id':'1','type':'sh.keptn.event.get-sli.triggered','source':'s'}                        | data   | data is missing
            {'id':'1','type':'sh.keptn.event.get-sli.triggered','source':'s','data':null}            | data   | data is
            {'id':'1','type':'sh.keptn.event.get-sli.triggered','source':'s','data':[]}              | data   | data is not a JSON object
            {'id':'1','type':'sh.keptn.event.get-sli.triggered','source':'s','data':'text'}          | data   | data is not a JSON object
            """)
    void says_which_part_cannot_be_read(String json, String field, String message) {
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> EventFormat.read(utf8(json)))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.field()).isEqualTo(field));
    }

    @Test
    void bytes_that_are_no_text_are_refused() {
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> EventFormat.read(new byte[] {(byte) 0xff, (byte) 0xfe, 0}));
    }

    @Test
    void deep_nesting_is_refused_and_not_followed() {
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> EventFormat.read(utf8("[".repeat(500_000))));
    }

    @Test
    void reads_binary_mode_whatever_the_case_of_the_headers() {
        KeptnEvent event = EventFormat.read(
                Map.of(
                        "Ce-Id", "1",
                        "CE-TYPE", "sh.keptn.event.get-sli.triggered",
                        "ce-source", "lighthouse-service",
                        "ce-specversion", "1.0",
                        "ce-shkeptncontext", "context",
                        "ce-gitcommitid", "abc",
                        "ce-time", "2024-03-05T09:12:04.318207Z",
                        "Content-Type", "application/json"),
                utf8("{'project':'p'}"),
                EventType::isTriggered);
        assertThat(event)
                .isEqualTo(new KeptnEvent(
                        "1",
                        EventType.triggered("get-sli"),
                        URI.create("lighthouse-service"),
                        Optional.of(Instant.parse("2024-03-05T09:12:04.318207Z")),
                        Optional.of("context"),
                        Optional.empty(),
                        Optional.of("abc"),
                        ExampleEvent.json("{'project':'p'}")));
    }

    @ParameterizedTest
    @CsvSource({
        "ce-id,          -,       ce-id",
        "ce-type,        '',      ce-type",
        "ce-source,      -,       ce-source",
        "ce-source,      a b,     ce-source",
        "ce-specversion, 9,       ce-specversion",
    })
    void says_which_header_cannot_be_read(String header, String value, String field) {
        var headers = new HashMap<>(
                Map.of("ce-id", "1", "ce-type", "t", "ce-source", "s", "Content-Type", "application/json"));
        headers.put(header, value);
        headers.values().remove("-");
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> EventFormat.read(headers, utf8("{}"), EventType::isTriggered))
                .satisfies(e -> assertThat(e.field()).isEqualTo(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "<html>"})
    void binary_data_that_is_no_object_is_refused(String body) {
        var headers = Map.of(
                "ce-id",
                "1",
                "ce-type",
                "sh.keptn.event.get-sli.triggered",
                "ce-source",
                "s",
                "Content-Type",
                "application/json");
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> EventFormat.read(headers, utf8(body), EventType::isTriggered))
                .satisfies(e -> assertThat(e.field()).isEqualTo("data"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'id':'1','type':'t','source':'s'}", "{'id':'1','type':'t','source':'s','data':[1]}"})
    void data_of_an_event_that_is_not_answered_may_be_anything(String json) {
        assertThat(EventFormat.read(utf8(json)).data()).isEmpty();
    }

    @Test
    void a_time_that_cannot_be_read_is_left_out_in_binary_mode_too() {
        var headers = Map.of(
                "ce-id", "1", "ce-type", "t", "ce-source", "s", "ce-time", "", "Content-Type", "application/json");
        assertThat(EventFormat.read(headers, utf8("{}"), EventType::isTriggered).time())
                .isEmpty();
    }

    @Test
    void half_a_surrogate_pair_does_not_keep_an_event_from_being_written() {
        KeptnEvent event = ExampleEvent.withData("{}");
        event.data().put("message", "cut in \ud83d");
        assertThat(ExampleEvent.json(EventFormat.write(event))
                        .at("/data/message")
                        .asText())
                .startsWith("cut in ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "shkeptncontext", "gitcommitid"})
    void what_is_too_long_to_be_repeated_is_refused_and_shown_shortened(String name) {
        ObjectNode event = ExampleEvent.json(ExampleEvent.file("iso-ms"));
        event.put(name, "begins so\n" + "x".repeat(100_000));
        byte[] json = event.toString().getBytes(StandardCharsets.UTF_8);
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> EventFormat.readFromBus(json, EventType::isTriggered))
                .withMessageMatching(
                        name + " has 100010 characters; at most 1000 .* begins with \"begins so\\?x{89}…\"")
                .satisfies(e -> assertThat(e.field()).isEqualTo(name));
    }

    @Test
    void what_is_wrong_is_quoted_in_part() {
        ObjectNode event = ExampleEvent.json(ExampleEvent.file("iso-ms"));
        event.put("specversion", "9".repeat(100_000));
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> EventFormat.read(event.toString().getBytes(StandardCharsets.UTF_8)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'a':7}", "[1]", "true"})
    void an_id_that_is_there_but_no_text_is_not_missing(String id) {
        byte[] json = utf8(MINIMAL.replace("'id':'1'", "'id':" + id));
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> EventFormat.readFromBus(json, EventType::isTriggered))
                .withMessage("id is not a text")
                .satisfies(e -> assertThat(e.field()).isEqualTo("id"));
    }

    @Test
    void an_id_may_be_a_number() {
        assertThat(EventFormat.read(utf8(MINIMAL.replace("'id':'1'", "'id':17")))
                        .id())
                .isEqualTo("17");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{} {}",
                "{'a':",
                "{'a'",
                "{'a':'",
                "'\u0001'",
                "{a:1}",
                "nope",
                "{'id':'1','type':'t','source':'s','data_base64':'?'}",
                "{'id':'1','type':'t','source':'s','data_base64':{}}",
                "{'id':'1','type':'t','source':'s','data':{},'data_base64':''}"
            })
    void what_is_wrong_is_told_without_the_names_of_our_libraries(String json) {
        for (String text : List.of(json, "[".repeat(2000), "1".repeat(2000))) {
            assertThatExceptionOfType(InvalidEventException.class)
                    .isThrownBy(() -> EventFormat.readFromBus(utf8(text), EventType::isTriggered))
                    .satisfies(e -> assertThat(e.getMessage())
                            .hasSizeLessThan(400)
                            .hasLineCount(1)
                            .doesNotContain("fasterxml", "cloudevents", "FAIL_ON", "StreamRead", "Node", "`", "java"));
        }
    }

    @Test
    void more_behind_an_event_is_called_so() {
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> EventFormat.readFromBus(utf8(MINIMAL + " {}"), EventType::isTriggered))
                .withMessage("the body is not JSON: there is more after its end: \"{}\"");
    }

    @Test
    void what_is_no_event_is_outlined_by_size_id_and_context() {
        assertThat(EventJson.outline(utf8("{'id':'1','shkeptncontext':'c'} {}")))
                .isEqualTo("34 bytes, id 1, shkeptncontext c");
        assertThat(EventJson.outline(utf8("{'id':"))).isEqualTo("6 bytes, not readable");
        assertThat(EventJson.outline(utf8("[]"))).isEqualTo("2 bytes");
        assertThat(EventJson.outline(new byte[0])).isEqualTo("0 bytes");
    }

    private static byte[] utf8(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
