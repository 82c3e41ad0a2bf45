package dev.sliprovider.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.resource.ResourceAnswer.Context;
import dev.sliprovider.resource.ResourceAnswer.Settings;
import dev.sliprovider.sli.Scope;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResourceRedirectTest {

    private static final Context CONTEXT = new Context(
            "prometheus/sli.yaml (stage level)",
            "http://resource-service",
            new Scope("p", "s", "x"),
            false,
            Settings.OWN);

    @Test
    void a_redirect_names_where_it_leads_and_the_setting() {
        assertThat(CONTEXT.redirected(302, Optional.of("https://login.example.org/auth?state=tr0ub4dor")))
                .hasMessage(
                        "prometheus/sli.yaml (stage level) cannot be read: http://resource-service answered HTTP 302"
                                + " to https://login.example.org/auth; redirects are not followed: check"
                                + " sli-provider.resource.url");
        assertThat(CONTEXT.redirected(301, Optional.empty()))
                .hasMessageContaining("answered HTTP 301; redirects are not followed");
    }
}
