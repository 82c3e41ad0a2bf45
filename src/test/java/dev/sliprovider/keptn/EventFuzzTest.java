package dev.sliprovider.keptn;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sliprovider.getsli.GetSliFinished;
import dev.sliprovider.getsli.GetSliReply;
import dev.sliprovider.getsli.GetSliTriggered;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Whatever is sent as an event is read, or refused by a sentence; what is read can be answered. */
class EventFuzzTest {

    private static final URI SOURCE = URI.create("provider");

    @FuzzTest
    void structured(byte[] json) {
        try {
            answer(EventFormat.read(json));
        } catch (InvalidEventException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(4000);
        }
    }

    @FuzzTest
    void from_the_bus(byte[] json) {
        assertThat(EventJson.outline(json)).contains(json.length + " bytes").hasSizeLessThan(300);
        try {
            answer(EventFormat.readFromBus(json, EventType::isTriggered));
        } catch (InvalidEventException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(4000);
        }
    }

    /** The first line is the source, the second the time, the rest the data. */
    @FuzzTest
    void binary(byte[] bytes) {
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\n", 3);
        if (parts.length < 3) {
            return;
        }
        var headers = Map.of(
                "ce-id", "1",
                "ce-type", "sh.keptn.event.get-sli.triggered",
                "ce-source", parts[0],
                "ce-time", parts[1],
                "content-type", "application/json");
        try {
            answer(EventFormat.read(headers, parts[2].getBytes(StandardCharsets.UTF_8), EventType::isTriggered));
        } catch (InvalidEventException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(4000);
        }
    }

    /** An event of any type as one that is answered. */
    private static KeptnEvent asked(KeptnEvent event) {
        return new KeptnEvent(
                event.id(),
                GetSliTriggered.TYPE,
                event.source(),
                event.time(),
                event.shkeptncontext(),
                event.triggeredid(),
                event.gitcommitid(),
                event.data());
    }

    private static void answer(KeptnEvent event) {
        GetSliTriggered request = GetSliTriggered.from(event);
        try {
            request.toTask();
        } catch (InvalidEventException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
        var replies = new Replies(asked(event), SOURCE);
        KeptnEvent finished =
                replies.finished(GetSliReply.of(request, GetSliFinished.errored("why", request.indicators())));
        assertThat(finished.data().path("get-sli").path("indicatorValues"))
                .hasSize(request.indicators().size());
        assertThat(EventFormat.read(EventFormat.write(finished)).triggeredid()).contains(event.id());
    }
}
