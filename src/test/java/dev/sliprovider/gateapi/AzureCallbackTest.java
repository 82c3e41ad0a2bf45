package dev.sliprovider.gateapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AzureCallbackTest {

    private static final List<String> HOSTS = List.of("dev.azure.com", "*.visualstudio.com");
    private static final String TOKEN = "tr0ub4dor-of-the-job";

    private static MultiMap headers(String planUrl) {
        return MultiMap.caseInsensitiveMultiMap()
                .set("PlanUrl", planUrl)
                .set("ProjectId", "0a1b2c3d-0000-1111-2222-333344445555")
                .set("HubName", "Gates")
                .set("PlanId", "11111111-2222-3333-4444-555566667777")
                .set("JobId", "job-1")
                .set("TimelineId", "timeline-1")
                .set("TaskInstanceId", "task-1")
                .set("AuthToken", TOKEN);
    }

    @Test
    void the_event_goes_to_the_plan() {
        AzureCallback callback = AzureCallback.of(headers("https://dev.azure.com/fabrikam/"), HOSTS);

        assertThat(callback.address())
                .hasToString(
                        "https://dev.azure.com/fabrikam/0a1b2c3d-0000-1111-2222-333344445555/_apis/distributedtask/hubs/"
                                + "Gates/plans/11111111-2222-3333-4444-555566667777/events?api-version=7.1");
        assertThat(new String(callback.event(false), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"name\":\"TaskCompleted\",\"taskId\":\"task-1\",\"jobId\":\"job-1\",\"result\":\"failed\"}");
        assertThat(callback.toString()).doesNotContain(TOKEN);
        assertThat(AzureCallback.of(headers("https://fabrikam.visualstudio.com"), HOSTS)
                        .address())
                .hasHost("fabrikam.visualstudio.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://dev.azure.com/fabrikam",
                "https://dev.azure.com.example.org/",
                "https://visualstudio.com/",
                "https://evil-visualstudio.com/",
                "https://user:pw@dev.azure.com/",
                "https://dev.azure.com@example.org/",
                "https://example.org/?dev.azure.com",
                "https://dev.azure.com/?x=y",
                "https://127.0.0.1/",
                "https://[::1]/",
                "https://dev.azure.com\\@example.org/",
                "file:///etc/passwd",
                "dev.azure.com"
            })
    void other_addresses_are_refused(String planUrl) {
        assertThatThrownBy(() -> AzureCallback.of(headers(planUrl), HOSTS))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("PlanUrl")
                .hasMessageNotContaining(TOKEN);
    }

    @Test
    void ids_build_no_other_path() {
        assertThatThrownBy(
                        () -> AzureCallback.of(headers("https://dev.azure.com/").set("PlanId", "../../x"), HOSTS))
                .hasMessageContaining("PlanId is no name or id");
        assertThatThrownBy(
                        () -> AzureCallback.of(headers("https://dev.azure.com/").remove("AuthToken"), HOSTS))
                .hasMessageContaining("the header AuthToken is missing");
    }
}
