package dev.sliprovider.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.IndicatorValue.Missing;
import dev.sliprovider.sli.PlannedQuery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whatever a server answers, it is a finite number or a reason of bounded length. */
class QueryAnswerFuzzTest {

    private static final Measurement UP =
            new Measurement(new PlannedQuery.Ready("i", "up", Instant.EPOCH), "http://p", Duration.ZERO);

    @FuzzTest
    void body(byte[] body) {
        for (int status : List.of(200, 204, 302, 400, 401, 404, 422, 429, 500, 503)) {
            check(QueryAnswer.read(status, body, Optional.empty()));
        }
    }

    /** A server may be left alone for as long as it likes, but not for less than no time. */
    @FuzzTest
    void retry_after(byte[] header) {
        String text = new String(header, StandardCharsets.UTF_8);
        QueryResult result = QueryAnswer.read(503, new byte[0], Optional.of(text));
        check(result);
        assertThat(result).isInstanceOfSatisfying(QueryResult.Failed.class, failed -> assertThat(
                        failed.failure().retryAfter().orElse(Duration.ZERO))
                .isGreaterThanOrEqualTo(Duration.ZERO));
    }

    private static void check(QueryResult result) {
        IndicatorValue value = UP.of(result);
        switch (value) {
            case Measured measured -> assertThat(measured.value()).isFinite();
            case Missing missing -> assertThat(missing.cause()).isNotBlank().hasSizeLessThan(2000);
        }
    }
}
