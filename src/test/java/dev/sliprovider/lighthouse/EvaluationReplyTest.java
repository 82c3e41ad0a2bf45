package dev.sliprovider.lighthouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.keptn.Result;
import dev.sliprovider.keptn.Status;
import dev.sliprovider.keptn.TaskResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationReplyTest {

    private static final int ROOM = 60_000;

    @Test
    void status_result_and_message_are_those_of_the_evaluation() {
        TaskResult reply = EvaluationReply.of(data(1, 10, 10).put("message", "too slow"));

        assertThat(reply.status()).isEqualTo(Status.SUCCEEDED);
        assertThat(reply.result()).isEqualTo(Result.WARNING);
        assertThat(reply.message()).isEqualTo("too slow");
        assertThat(reply.remark()).isEqualTo("score 75, 1 objectives, compared with 0");
    }

    @Test
    void what_fits_is_whole() {
        assertThat(within(data(10, 100, 100)))
                .hasValue((ObjectNode) data(10, 100, 100).path("evaluation"));
    }

    @Test
    void the_additions_go_first_then_long_messages_then_the_file_then_the_messages() {
        assertThat(within(data(100, 100, 30_000))).hasValueSatisfying(rest -> {
            assertThat(rest.has("gate")).isFalse();
            assertThat(rest.path("sloFileContent").asText()).isNotEmpty();
        });
        assertThat(within(data(100, 2_000, 1_000))).hasValueSatisfying(rest -> {
            assertThat(rest.at("/indicatorResults/0/value/message").asText()).hasSize(200);
            assertThat(rest.path("sloFileContent").asText()).isNotEmpty();
        });
        assertThat(within(data(100, 2_000, 40_000))).hasValueSatisfying(rest -> {
            assertThat(rest.at("/indicatorResults/0/value/message").asText()).hasSize(200);
            assertThat(rest.path("sloFileContent").asText()).isEmpty();
        });
        assertThat(within(data(400, 2_000, 40_000))).hasValueSatisfying(rest -> {
            assertThat(rest.at("/indicatorResults/0/value/message").asText()).isEmpty();
            assertThat(rest.path("indicatorResults")).hasSize(400);
        });
        assertThat(within(data(5_000, 2_000, 40_000))).isEmpty();
    }

    private static Optional<ObjectNode> within(ObjectNode data) {
        Optional<ObjectNode> rest = EvaluationReply.of(data).data().within(ROOM);
        rest.ifPresent(evaluation -> assertThat(evaluation.toString().getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(ROOM));
        return rest;
    }

    private static ObjectNode data(int objectives, int messageLength, int sloLength) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("status", "succeeded").put("result", "warning");
        ObjectNode evaluation =
                data.putObject("evaluation").put("score", 75).put("sloFileContent", "x".repeat(sloLength));
        var results = evaluation.putArray("indicatorResults");
        for (int i = 0; i < objectives; i++) {
            results.addObject().putObject("value").put("metric", "i" + i).put("message", "ä".repeat(messageLength));
        }
        evaluation.putObject("gate").put("circumstances", "y".repeat(sloLength));
        return data;
    }
}
