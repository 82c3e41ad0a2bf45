package dev.sliprovider.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.sli.IndicatorValue;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryResultTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a store is down                                         | true",
                "the answer is made of a part of the data (isPartial)    | true",
                "PromQL warning: quantile value should be between 0 and 1| false",
                IndicatorValue.INFO + "metric might not be a counter     | false",
                LatencyOffset.WARNING + "                                | false",
                "the server's clock is 9 s behind this machine's         | false"
            })
    void a_warning_that_is_not_about_the_query_is_about_missing_data(String warning, boolean isPartial) {
        assertThat(new QueryResult.Scalar(1, List.of(warning)).isPartial()).isEqualTo(isPartial);
        assertThat(new QueryResult.Vector(List.of(), List.of(warning)).isPartial())
                .isEqualTo(isPartial);
    }
}
