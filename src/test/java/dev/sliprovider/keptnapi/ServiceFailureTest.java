package dev.sliprovider.keptnapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.http.ConnectionFailure;
import dev.sliprovider.http.ConnectionFailure.Kind;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ServiceFailureTest {

    @Test
    void only_a_late_answer_is_late() {
        var late = new ServiceFailure(ConnectionFailure.of(new TimeoutException(), "connecting"), Trust.KEPTN);

        assertThat(ServiceFailure.isLate(late)).isTrue();
        assertThat(ServiceFailure.why(late)).isEqualTo("no answer in time while connecting");
        assertThat(ServiceFailure.isLate(new ServiceFailure(Kind.CONNECT_TIMEOUT.failure(), Trust.KEPTN)))
                .isFalse();
        assertThat(ServiceFailure.isLate(new TimeoutException())).isFalse();
    }

    @Test
    void a_server_that_is_not_keptn_is_not_trusted_by_a_setting_of_keptn() {
        ConnectionFailure untrusted = Kind.UNKNOWN_AUTHORITY.failure();

        assertThat(new ServiceFailure(untrusted, Trust.KEPTN))
                .hasMessageEndingWith("name its CA with QUARKUS_TLS_KEPTN_TRUST_STORE_PEM_CERTS");
        assertThat(new ServiceFailure(untrusted, Trust.OTHERS))
                .hasMessageEndingWith("name its CA with QUARKUS_TLS_TRUST_STORE_PEM_CERTS");
    }

    @Test
    void of_a_bug_nothing_is_shown() {
        assertThat(ServiceFailure.why(new IllegalStateException("tr0ub4dor"))).isEqualTo("internal error");
    }
}
