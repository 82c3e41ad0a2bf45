package dev.sliprovider.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.http.HttpReply.Answered;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstRequestTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            200 | {"status":"success"}                       | true
            422 | {"status":"error","errorType":"execution"} | true
            502 | <html>bad gateway</html>                   | false
            502 | bad gateway                                | false
            200 | <html>log in</html>                        | false
            200 | ``                                         | false
            503 | {"status":503}                             | false
            """)
    void only_the_api_proves_that_nothing_refused_the_credentials(int status, String body, boolean isOfApi) {
        assertThat(first(status, body).isOfApi()).isEqualTo(isOfApi);
    }

    @Test
    void a_redirect_is_told_with_its_target_and_without_its_query() {
        assertThat(first(302, "").failure().orElseThrow().text())
                .startsWith("HTTP 302 to https://login.example.org/authorize; redirects are not followed");
    }

    private static FirstRequest first(int status, String body) {
        var answer = new Answered(
                status,
                name -> Optional.of("https://login.example.org/authorize?state=tr0ub4dor")
                        .filter(location -> name.equals("Location")),
                body.getBytes(StandardCharsets.UTF_8),
                HttpVersion.HTTP_1_1);
        return new FirstRequest(answer, Optional.empty(), Instant.EPOCH, Instant.EPOCH);
    }
}
