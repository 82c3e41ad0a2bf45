package dev.sliprovider.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.http.ConnectionFailure;
import dev.sliprovider.sli.Reason;
import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryFailureTest {

    @ParameterizedTest
    @CsvSource({
        "400, bad_data,       QUERY_REJECTED, false",
        "500, bad_data,       QUERY_REJECTED, false",
        "422, execution,      QUERY_FAILED,   false",
        "500, execution,      QUERY_FAILED,   false",
        "503, timeout,        TIMEOUT,        true",
        "503, canceled,       TIMEOUT,        true",
        "503, unavailable,    SERVER_ERROR,   true",
        "500, internal,       SERVER_ERROR,   true",
        "501, internal,       QUERY_FAILED,   false",
        "404, not_found,      QUERY_FAILED,   false",
        "406, not_acceptable, QUERY_FAILED,   false",
        "401, unauthorized,   UNAUTHORIZED,   false",
        "429, too_many,       TOO_MANY_REQUESTS, true",
        "500, surprise,       SERVER_ERROR,   true",
        "422, 422,            QUERY_FAILED,   false",
    })
    void what_prometheus_says_decides(int status, String type, Reason reason, boolean passing) {
        QueryFailure failure = StatusFailure.ofApi(status, type, "its own words", Optional.empty());
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.kind().isRepeated()).isEqualTo(passing);
        assertThat(failure.cause())
                .contains((type.equals("422") ? "the server says" : "Prometheus says " + type) + ": its own words");
    }

    @ParameterizedTest
    @CsvSource({
        "422, execution, proxy Series(): rpc error: code = Aborted desc = receive series from Addr",
        "503, unavailable, rpc error: code = Unavailable desc = connection refused",
        "500, internal, expanding series: rpc error: code = Unavailable desc = closed"
    })
    void a_store_of_thanos_that_is_away_is_a_partial_response(int status, String type, String error) {
        QueryFailure failure = StatusFailure.ofApi(status, type, error, Optional.empty());
        assertThat(failure.reason()).isEqualTo(Reason.PARTIAL_RESPONSE);
        assertThat(failure.kind().isRepeated()).isTrue();
        assertThat(failure.cause()).contains(error);
    }

    @Test
    void a_prometheus_in_agent_mode_is_told() {
        QueryFailure failure =
                StatusFailure.ofApi(422, "execution", "unavailable with Prometheus Agent", Optional.empty());
        assertThat(failure.text()).contains("agent mode", "use the server that it writes to");
    }

    @Test
    void what_the_server_asks_for_is_quoted() {
        Optional<String> challenge = Optional.of("Basic realm=\"shop \u009b login\"");
        QueryFailure refused = StatusFailure.of(401, "", Optional.empty());
        assertThat(StatusFailure.challenged(refused, challenge).text())
                .startsWith("HTTP 401, the server asks for Basic realm=\"shop ? login\"; the credentials");
        QueryFailure other = StatusFailure.of(502, "", Optional.empty());
        assertThat(StatusFailure.challenged(other, challenge)).isSameAs(other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999", "99999999999", "99999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"})
    void a_pause_of_years_is_one_that_nobody_waits_for(String retryAfter) {
        QueryFailure failure = StatusFailure.of(503, "", Optional.of(retryAfter));
        assertThat(failure.cause()).contains("the server asks to wait more than a day");
        assertThat(failure.retryAfter().orElseThrow()).isEqualTo(Duration.ofDays(365));
    }

    @ParameterizedTest
    @CsvSource({
        "201, UNEXPECTED_STATUS, false",
        "206, UNEXPECTED_STATUS, false",
        "301, UNEXPECTED_STATUS, false",
        "400, UNEXPECTED_STATUS, false",
        "401, UNAUTHORIZED,      false",
        "403, UNAUTHORIZED,      false",
        "404, UNEXPECTED_STATUS, false",
        "408, TIMEOUT,           true",
        "413, UNEXPECTED_STATUS, false",
        "429, TOO_MANY_REQUESTS, true",
        "500, SERVER_ERROR,      true",
        "501, SERVER_ERROR,      false",
        "502, SERVER_ERROR,      true",
        "503, SERVER_ERROR,      true",
        "504, SERVER_ERROR,      true",
        "599, SERVER_ERROR,      true",
    })
    void otherwise_the_status_decides(int status, Reason reason, boolean passing) {
        QueryFailure failure = StatusFailure.of(status, "text", Optional.empty());
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.kind().isRepeated()).isEqualTo(passing);
        assertThat(failure.cause()).startsWith("HTTP " + status + " (text)");
    }

    static Stream<Arguments> exceptions() {
        return Stream.of(
                Arguments.of(new UnknownHostException("x"), Reason.UNREACHABLE, true, "cannot be resolved"),
                Arguments.of(new ConnectException("Connection refused: /[::1]:9"), Reason.UNREACHABLE, true, "refused"),
                Arguments.of(new ConnectTimeoutException("x"), Reason.TIMEOUT, true, "no connection in time"),
                Arguments.of(new ConnectException(), Reason.UNREACHABLE, true, "refused"),
                Arguments.of(new NoRouteToHostException("x"), Reason.UNREACHABLE, true, "no route"),
                Arguments.of(
                        new SSLHandshakeException("expired"),
                        Reason.UNREACHABLE,
                        false,
                        "TLS connection failed: expired"),
                Arguments.of(new TimeoutException(), Reason.TIMEOUT, false, "no answer in time while connecting"),
                Arguments.of(
                        new IOException("Connection reset"),
                        Reason.UNREACHABLE,
                        true,
                        "broke while connecting: Connection reset"),
                Arguments.of(new IOException(), Reason.UNREACHABLE, true, "broke while connecting"));
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void the_exception_decides_if_there_is_no_answer(
            Exception exception, Reason reason, boolean passing, String cause) {
        QueryFailure failure = QueryFailure.of(ConnectionFailure.of(exception, "connecting"));
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.kind().isRepeated()).isEqualTo(passing);
        assertThat(failure.cause()).contains(cause);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7", "' 120 ', 120"})
    void retry_after_may_be_seconds(String header, long seconds) {
        assertThat(StatusFailure.of(429, "", Optional.of(header)).retryAfter()).contains(Duration.ofSeconds(seconds));
    }

    @Test
    void retry_after_may_be_a_date() {
        String soon = ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(2).format(DateTimeFormatter.RFC_1123_DATE_TIME);
        assertThat(StatusFailure.of(503, "", Optional.of(soon)).retryAfter())
                .hasValueSatisfying(
                        wait -> assertThat(wait).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(121)));
    }

    @Test
    void retry_after_in_the_past_is_now() {
        assertThat(StatusFailure.of(429, "", Optional.of("Tue, 05 Mar 2024 09:11:30 GMT"))
                        .retryAfter())
                .contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5"})
    void retry_after_that_cannot_be_read_is_none(String header) {
        assertThat(StatusFailure.of(429, "", Optional.of(header)).retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ConnectionFailure.Kind.class)
    void every_failure_of_a_connection_is_one_of_a_query_with_the_same_words(ConnectionFailure.Kind kind) {
        QueryFailure failure = QueryFailure.of(kind.failure());
        assertThat(failure.kind().says()).isEqualTo(kind.says());
        assertThat(failure.cause()).isEqualTo(kind.says());
    }

    @Test
    void the_end_of_the_time_is_not_tried_again() {
        QueryFailure failure = QueryFailure.noTimeLeft("waiting");
        assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(failure.kind().isRepeated()).isFalse();
    }
}
