package dev.sliprovider.keptn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Answers of any task; those of get-sli are in {@code GetSliReplyTest}. */
class RepliesTest {

    private static final ObjectNode SCOPE =
            ExampleEvent.json("{'project':'p','stage':'s','service':'x','labels':{'build':'7','nightly':'true'}}");

    @Test
    void finished_has_the_scope_and_the_data_under_the_name_of_the_task() {
        ObjectNode own = ExampleEvent.json("{'url':'http://shop.example.org'}");
        KeptnEvent finished = replies().finished(TaskResult.succeeded(Result.PASS, "deployed", own));
        assertThat(finished.type().name()).isEqualTo("sh.keptn.event.deployment.finished");
        assertThat(finished.triggeredid()).contains("17");
        assertThat(finished.source()).hasToString("deployer");
        assertThat(finished.data()).isEqualTo(ExampleEvent.json("""
                {'project':'p','stage':'s','service':'x','labels':{'build':'7','nightly':'true'},
                 'status':'succeeded','result':'pass','message':'deployed',
                 'deployment':{'url':'http://shop.example.org'}}"""));
    }

    @Test
    void an_errored_answer_has_no_data() {
        assertThat(replies().finished(TaskResult.errored("no cluster")).data()).isEqualTo(ExampleEvent.json("""
                {'project':'p','stage':'s','service':'x','labels':{'build':'7','nightly':'true'},
                 'status':'errored','result':'fail','message':'no cluster'}"""));
    }

    @Test
    void data_that_does_not_fit_into_an_event_is_left_out_and_the_message_says_so() {
        ObjectNode own = ExampleEvent.json("{}").put("log", "x".repeat(70_000));
        KeptnEvent finished = replies().finished(TaskResult.succeeded(Result.PASS, "deployed", own));
        assertThat(EventFormat.write(finished)).hasSizeLessThan(64_000);
        assertThat(finished.data().has("deployment")).isFalse();
        assertThat(finished.data().path("message").asText())
                .isEqualTo("deployed The data of the task is left out of this answer: the event would be longer than"
                        + " 64 KB.");
    }

    @Test
    void data_that_just_fits_is_kept() {
        ObjectNode own = ExampleEvent.json("{}").put("log", "x".repeat(60_000));
        KeptnEvent finished = replies().finished(TaskResult.succeeded(Result.PASS, "", own));
        assertThat(EventFormat.write(finished)).hasSizeLessThan(64_000);
        assertThat(finished.data().path("deployment")).isEqualTo(own);
    }

    private static Replies replies() {
        KeptnEvent usual = ExampleEvent.withData(
                SCOPE.deepCopy().<ObjectNode>set("labels", ExampleEvent.json("{'build':7,'nightly':true}")));
        return new Replies(
                new KeptnEvent(
                        "17",
                        EventType.triggered("deployment"),
                        usual.source(),
                        usual.time(),
                        usual.shkeptncontext(),
                        usual.triggeredid(),
                        usual.gitcommitid(),
                        usual.data()),
                URI.create("deployer"));
    }
}
