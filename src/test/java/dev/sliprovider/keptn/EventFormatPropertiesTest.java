package dev.sliprovider.keptn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EventFormatPropertiesTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Property
    void what_was_written_is_read_as_the_same_event(@ForAll("events") KeptnEvent event) {
        assertThat(EventFormat.read(EventFormat.write(event))).isEqualTo(event);
    }

    @Property
    void a_bus_brings_it_unchanged(@ForAll("events") KeptnEvent event) {
        assertThat(EventFormat.readFromBus(EventFormat.write(event), EventType::isTriggered))
                .isEqualTo(event);
    }

    @Property
    void writing_what_was_read_changes_no_byte(@ForAll("events") KeptnEvent event) {
        byte[] once = EventFormat.write(event);
        assertThat(EventFormat.write(EventFormat.read(once))).isEqualTo(once);
    }

    @Provide
    static Arbitrary<KeptnEvent> events() {
        Arbitrary<Optional<String>> extension =
                text().filter(text -> !text.isBlank()).optional();
        Arbitrary<String> id = text().filter(text -> !text.isBlank());
        Arbitrary<EventType> type = Arbitraries.of(
                EventType.triggered("get-sli"), EventType.triggered("get-sli").finished());
        Arbitrary<URI> source = Arbitraries.of("shipyard", "https://keptn.sh/a?b=c#d", "/", "urn:x:y", "a%20b")
                .map(URI::create);
        Arbitrary<Optional<Instant>> time = Arbitraries.longs()
                .between(0, 253_402_300_799_999L)
                .map(Instant::ofEpochMilli)
                .optional();
        return Combinators.combine(id, type, source, time, extension, extension, extension, data())
                .as(KeptnEvent::new);
    }

    private static Arbitrary<ObjectNode> data() {
        Arbitrary<JsonNode> value = Arbitraries.oneOf(
                text().map(JSON::textNode),
                Arbitraries.integers().map(JSON::numberNode),
                Arbitraries.of(true, false).map(JSON::booleanNode),
                Arbitraries.maps(text(), text()).ofMaxSize(3).map(EventFormatPropertiesTest::object));
        return Arbitraries.maps(text(), value).ofMaxSize(5).map(members -> JSON.objectNode()
                .setAll(members));
    }

    private static ObjectNode object(Map<String, String> members) {
        ObjectNode object = JSON.objectNode();
        members.forEach(object::put);
        return object;
    }

    /** Half a pair of surrogates is no character, and UTF-8 has none for it. */
    private static Arbitrary<String> text() {
        return Arbitraries.strings().ofMaxLength(20).filter(text -> text.codePoints()
                .noneMatch(character -> character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE));
    }
}
