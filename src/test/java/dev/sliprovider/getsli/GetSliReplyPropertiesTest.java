package dev.sliprovider.getsli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.ExampleEvent;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.keptn.Replies;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.IndicatorValue.Missing;
import dev.sliprovider.sli.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GetSliReplyPropertiesTest {

    /** Names up to this length are never cut in an event of as few entries as here. */
    private static final int NAME_LENGTH = 20;

    @Property(tries = 300)
    void an_answer_has_one_entry_for_each_value_and_in_order(@ForAll("values") List<IndicatorValue> values) {
        KeptnEvent finished = finished(GetSliFinished.of(values, List.of()));
        assertThat(metrics(finished))
                .isEqualTo(values.stream().map(IndicatorValue::indicator).toList());
        assertThat(EventFormat.write(finished)).hasSizeLessThan(64_000);
    }

    @Property(tries = 300)
    void an_errored_answer_has_one_entry_for_each_indicator_and_in_order(@ForAll("names") List<String> indicators) {
        KeptnEvent finished = finished(GetSliFinished.errored("nothing could be read", indicators));
        assertThat(metrics(finished)).isEqualTo(indicators);
    }

    @Provide
    static Arbitrary<List<String>> names() {
        return Arbitraries.strings().ofMaxLength(NAME_LENGTH).list().ofMaxSize(60);
    }

    @Provide
    static Arbitrary<List<IndicatorValue>> values() {
        Arbitrary<String> name = Arbitraries.strings().ofMaxLength(NAME_LENGTH);
        Arbitrary<String> text = Arbitraries.strings().ofMaxLength(1_000);
        Arbitrary<IndicatorValue> measured = Combinators.combine(name, Arbitraries.doubles(), text)
                .as((indicator, value, query) -> new Measured(indicator, value, query, List.of(), Duration.ZERO));
        Arbitrary<IndicatorValue> missing =
                Combinators.combine(name, Arbitraries.of(Reason.class), text).as(Missing::before);
        return Arbitraries.oneOf(measured, missing).list().ofMaxSize(60);
    }

    private static KeptnEvent finished(GetSliFinished outcome) {
        KeptnEvent triggered = ExampleEvent.usual();
        return new Replies(triggered, URI.create("provider"))
                .finished(GetSliReply.of(GetSliTriggered.from(triggered), outcome));
    }

    private static List<String> metrics(KeptnEvent finished) {
        var metrics = new ArrayList<String>();
        for (JsonNode entry : finished.data().path("get-sli").path("indicatorValues")) {
            metrics.add(entry.path("metric").asText());
        }
        return metrics;
    }
}
