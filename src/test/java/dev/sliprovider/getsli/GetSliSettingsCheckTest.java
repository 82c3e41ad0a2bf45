package dev.sliprovider.getsli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class GetSliSettingsCheckTest {

    private record Config(String provider, URI source, boolean explainMissing, boolean coverage)
            implements GetSliConfig {}

    private static void check(String provider, String source) {
        new GetSliSettingsCheck(new Config(provider, URI.create(source), true, false)).check();
    }

    @Test
    void a_name_and_a_source_are_needed() {
        assertThatCode(() -> check("prometheus", "prometheus-sli-provider")).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(" ", "prometheus-sli-provider"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("sli-provider.get-sli.provider is empty");
        assertThatThrownBy(() -> check("prometheus", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("sli-provider.get-sli.source is empty");
    }
}
