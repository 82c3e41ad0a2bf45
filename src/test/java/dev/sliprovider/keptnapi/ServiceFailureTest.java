package dev.sliprovider.keptnapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.TimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.security.cert.CertPathValidatorException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class NoAnswerTest {

    @Test
    void an_answer_that_does_not_come_in_time_is_told_so_whatever_wraps_it() {
        assertThat(NoAnswer.isLate(new TimeoutException())).isTrue();
        assertThat(NoAnswer.isLate(new RuntimeException(new TimeoutException())))
                .isTrue();
        assertThat(NoAnswer.why(new RuntimeException(new TimeoutException()))).isEqualTo("nothing came in time");
    }

    @Test
    void a_connection_that_is_not_made_is_another_matter() {
        var failure = new ConnectException("connection timed out after 150 ms: localhost/127.0.0.1:80");

        assertThat(NoAnswer.isLate(failure)).isFalse();
        assertThat(NoAnswer.why(failure)).isEqualTo(failure.getMessage());
        assertThat(NoAnswer.isLate(new IOException("Connection refused"))).isFalse();
    }

    @Test
    void who_is_not_keptn_is_not_to_be_trusted_by_a_setting_of_keptn() {
        var untrusted = new SSLHandshakeException("handshake");
        untrusted.initCause(new CertPathValidatorException("unknown authority"));

        assertThat(NoAnswer.why(untrusted)).endsWith("name the CA with QUARKUS_TLS_KEPTN_TRUST_STORE_PEM_CERTS");
        assertThat(NoAnswer.why(untrusted, Trust.OTHERS))
                .endsWith("name the CA with QUARKUS_TLS_TRUST_STORE_PEM_CERTS");
    }
}
