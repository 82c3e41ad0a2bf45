package dev.sliprovider.getsli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.keptn.ExampleEvent;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.keptn.Replies;
import dev.sliprovider.keptn.Status;
import dev.sliprovider.keptn.TaskResult;
import dev.sliprovider.prometheus.EndpointLabels;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GetSliTaskTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final GetSliConfig config =
            new SmallRyeConfigBuilder().withMapping(GetSliConfig.class).build().getConfigMapping(GetSliConfig.class);
    /** Nothing is retrieved here: scenarios do that. */
    private final GetSliTask task = new GetSliTask(null, config, new GetSliMetrics(metrics, new EndpointLabels()));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'get-sli': {'sliProvider': 'prometheus'}}  | true
            {'get-sli': {'sliProvider': 'dynatrace'}}   | false
            {'get-sli': {'sliProvider': 'Prometheus'}}  | false
            {'get-sli': {'sliProvider': ['prometheus']}}| false
            {'get-sli': {'sliProvider': null}}          | false
            {'get-sli': {}}                             | false
            {'get-sli': 'prometheus'}                   | false
            {}                                          | false
            """)
    void an_event_is_for_the_provider_that_it_names(String data, boolean isFor) {
        assertThat(task.isFor(ExampleEvent.withData(data.replace("'", "\"")))).isEqualTo(isFor);
    }

    @Test
    void an_errored_result_has_a_failed_entry_for_each_requested_indicator() {
        KeptnEvent event =
                ExampleEvent.withData("{'get-sli':{'indicators':['a','b','a'],'start':'yesterday','end':'now'}}");
        TaskResult result = task.errored(event, "no endpoint");
        assertThat(result.status()).isEqualTo(Status.ERRORED);
        assertThat(result.remark()).isEqualTo("0 values, 3 missing");
        assertThat(new Replies(event, task.source()).finished(result).data().path("get-sli"))
                .isEqualTo(ExampleEvent.json("""
                        {'start': 'yesterday', 'end': 'now', 'indicatorValues': [
                         {'metric':'a','value':0,'comparedValue':0,'success':false,'message':'a: no endpoint'},
                         {'metric':'b','value':0,'comparedValue':0,'success':false,'message':'b: no endpoint'},
                         {'metric':'a','value':0,'comparedValue':0,'success':false,'message':'a: no endpoint'}]}"""));
        assertThat(metrics.counter("sli.indicators", "reason", "not_retrieved").count())
                .isEqualTo(3);
    }

    @Test
    void it_hears_one_type_of_events_and_answers_with_the_configured_source() {
        assertThat(task.hears()).containsExactly(GetSliTriggered.TYPE);
        assertThat(task.source()).hasToString("prometheus-sli-provider");
    }
}
