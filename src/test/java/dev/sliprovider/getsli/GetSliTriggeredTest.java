package dev.sliprovider.getsli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.ExampleEvent;
import dev.sliprovider.keptn.InvalidEventException;
import dev.sliprovider.sli.Filter;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.sli.SliTask;
import dev.sliprovider.sli.Timeframe;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GetSliTriggeredTest {

    @Test
    void reads_the_whole_request() {
        GetSliTriggered request = file("custom-filters");
        assertThat(request)
                .isEqualTo(new GetSliTriggered(
                        "bookshop",
                        "preprod",
                        "catalog",
                        Map.of(),
                        "prometheus",
                        "2024-03-05T09:01:30.250Z",
                        "2024-03-05T09:11:30.900Z",
                        List.of("checkout_p95", "checkout_error_rate", "throughput"),
                        List.of(
                                new Filter("handler", "!='HealthProbe'"),
                                new Filter("job", "catalog-blackbox"),
                                new Filter("region", "\"eu-west\""),
                                new Filter("tenant_id", "o'brien")),
                        "",
                        Optional.of("9b1e0c44d7f25a80c3e6af1b7d0295ce8814f3a6"),
                        List.of()));
    }

    /** 1.1 is another version than 1.10, and both may be written without quotes. */
    @Test
    void numbers_keep_their_text() {
        var request = GetSliTriggered.from(EventFormat.read("""
                {"specversion":"1.0","id":"1","source":"s","type":"sh.keptn.event.get-sli.triggered","data":{
                "labels":{"a":1.10,"b":1e3,"c":1E400,"d":-0,"e":12345678901234567890.0,"f":0.5e-7,"g":17,"h":-0.0},
                "get-sli":{"start":1709629290.50,"end":1.7096298905E9}}}""".getBytes(StandardCharsets.UTF_8)));
        assertThat(request.labels())
                .isEqualTo(Map.of(
                        "a", "1.10",
                        "b", "1e3",
                        "c", "1E400",
                        "d", "-0",
                        "e", "12345678901234567890.0",
                        "f", "0.5e-7",
                        "g", "17",
                        "h", "-0.0"));
        assertThat(request.start()).isEqualTo("1709629290.50");
        assertThat(request.end()).isEqualTo("1.7096298905E9");
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(request::toTask)
                .withMessageContainingAll("\"1709629290.50\"", "\"1.7096298905E9\"");
    }

    @Test
    void becomes_a_task() {
        assertThat(file("labels").toTask())
                .isEqualTo(new SliTask(
                        new Scope("bookshop", "preprod", "catalog"),
                        "green",
                        Timeframe.parse("2024-03-05T09:01:30.250Z", "2024-03-05T09:11:30.900Z"),
                        List.of("checkout_p95", "checkout_error_rate", "throughput"),
                        List.of(),
                        Map.of(
                                "build", "2.14.0-rc3",
                                "build_url", "https://ci.example.org/job/catalog/812",
                                "deployment", "green",
                                "team", "storefront"),
                        Optional.of("9b1e0c44d7f25a80c3e6af1b7d0295ce8814f3a6")));
    }

    @ParameterizedTest
    @CsvSource({
        "iso-ms,               prometheus, primary, 601, checkout_p95 checkout_error_rate throughput",
        "unix-seconds,         prometheus, primary, 600, checkout_p95 checkout_error_rate throughput",
        "deployment,           prometheus, canary,  601, checkout_p95 checkout_error_rate throughput",
        "deployment-and-label, prometheus, canary,  601, checkout_p95 checkout_error_rate throughput",
        "labels,               prometheus, green,   601, checkout_p95 checkout_error_rate throughput",
        "duplicate-indicators, prometheus, primary, 601, checkout_p95 throughput checkout_p95",
        "minimal,              prometheus, primary, 601, throughput",
        "no-indicators,        prometheus, primary, 601, ''",
        "other-provider,       dynatrace,  primary, 601, checkout_p95 checkout_error_rate throughput",
        "empty-provider,       '',         primary, 601, checkout_p95 checkout_error_rate throughput",
    })
    void reads_every_example(String name, String provider, String deployment, long seconds, String indicators) {
        GetSliTriggered request = file(name);
        SliTask task = request.toTask();
        assertThat(request.sliProvider()).isEqualTo(provider);
        assertThat(task.deployment()).isEqualTo(deployment);
        assertThat(task.timeframe().seconds()).isEqualTo(seconds);
        assertThat(String.join(" ", task.indicators())).isEqualTo(indicators);
    }

    @ParameterizedTest
    @CsvSource({
        "bad-end,         data.get-sli: end \"yesterday\" cannot be read",
        "reversed-window, data.get-sli: the window is reversed",
        "zero-duration,   data.get-sli: the window is empty",
    })
    void a_window_that_cannot_be_evaluated_is_told(String name, String message) {
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> file(name).toTask())
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"bad-end, yesterday", "unix-seconds, 1709629890", "iso-ms, 2024-03-05T09:11:30.900Z"})
    void the_end_is_kept_as_it_came(String name, String end) {
        assertThat(file(name).end()).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '^', textBlock = """
            {}                                                         | data.project is missing
            {'project':'p','stage':'','service':'c'}                   | data.stage is missing
            {'project':'p','stage':'s','service':{}}                   | data.service is not a text; data.service is missing
            {'labels':[]}                                              | data.labels is not an object
            {'labels':'x'}                                             | data.labels is not an object
            {'labels':{'a':{}}}                                        | data.labels.a is not a text
            {'get-sli':{'indicators':'x'}}                             | data.get-sli.indicators is not an array
            {'get-sli':{'indicators':{'a':'b'}}}                       | data.get-sli.indicators is not an array
            {'get-sli':{'indicators':['a',5]}}                         | data.get-sli.indicators[1] is not a text
            {'get-sli':{'indicators':[{}]}}                            | data.get-sli.indicators[0] is not a text
            {'get-sli':{'customFilters':{}}}                           | data.get-sli.customFilters is not an array
            {'get-sli':{'customFilters':['a=b']}}                      | data.get-sli.customFilters[0] is not an object with key and value
            {'get-sli':{'customFilters':[{'key':'a','value':[]}]}}     | data.get-sli.customFilters[0].value is not a text
            {'get-sli':{'start':[]}}                                   | data.get-sli.start is not a text
            {'get-sli':{'end':'2024-03-05T09:11:30Z'}}                 | data.get-sli: start is missing
            {'get-sli':[]}                                             | data.get-sli: start is missing
            """)
    void everything_that_is_wrong_is_told(String data, String message) {
        GetSliTriggered request = GetSliTriggered.from(ExampleEvent.withData(data));
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(request::toTask)
                .withMessageStartingWith("the event cannot be used: ")
                .withMessageContaining(message);
    }

    @Test
    void all_problems_are_told_at_once() {
        GetSliTriggered request = GetSliTriggered.from(
                ExampleEvent.withData("{'stage':'s','labels':5,'get-sli':{'indicators':[7],'start':'x','end':'y'}}"));
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(request::toTask)
                .withMessageContainingAll(
                        "data.labels is not an object",
                        "data.get-sli.indicators[0] is not a text",
                        "data.project is missing",
                        "start \"x\" cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "'x'", "{'indicators':null,'customFilters':null,'start':null}"})
    void a_get_sli_of_any_form_can_be_answered(String getSli) {
        GetSliTriggered request =
                GetSliTriggered.from(ExampleEvent.withData("{'project':'p','labels':null,'get-sli':" + getSli + "}"));
        assertThat(request.project()).isEqualTo("p");
        assertThat(request.indicators()).isEmpty();
        assertThat(request.start()).isEmpty();
        assertThat(request.labels()).isEmpty();
    }

    @Test
    void numbers_and_booleans_become_texts() {
        GetSliTriggered request = GetSliTriggered.from(
                ExampleEvent.withData(
                        "{'labels':{'n':5,'b':true,'x':null},'get-sli':{'start':1709629290,'customFilters':[{'key':'k','value':7}]}}"));
        assertThat(request.labels()).containsExactly(Map.entry("n", "5"), Map.entry("b", "true"));
        assertThat(request.start()).isEqualTo("1709629290");
        assertThat(request.filters()).containsExactly(new Filter("k", "7"));
        assertThat(request.problems()).isEmpty();
    }

    @Test
    void an_indicator_that_cannot_be_read_keeps_its_place() {
        GetSliTriggered request =
                GetSliTriggered.from(ExampleEvent.withData("{'get-sli':{'indicators':['a',{},5,null,'b']}}"));
        assertThat(request.indicators()).containsExactly("a", "", "5", "", "b");
    }

    private static GetSliTriggered file(String name) {
        return GetSliTriggered.from(EventFormat.read(ExampleEvent.file(name)));
    }
}
