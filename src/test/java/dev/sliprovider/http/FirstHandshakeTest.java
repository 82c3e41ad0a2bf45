package dev.sliprovider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class FirstHandshakeTest {

    @Test
    void both_ends_finish_it() throws Exception {
        assertThat(FirstHandshake.run()).isTrue();
    }

    @Test
    void its_certificate_is_signed_by_itself_and_made_anew_each_time() throws Exception {
        SelfSigned one = SelfSigned.create();
        assertThatCode(() -> one.certificate().verify(one.keys().getPublic())).doesNotThrowAnyException();
        assertThatCode(() -> one.certificate().checkValidity()).doesNotThrowAnyException();
        assertThat(SelfSigned.create().certificate()).isNotEqualTo(one.certificate());
    }
}
