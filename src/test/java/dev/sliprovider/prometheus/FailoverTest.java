package dev.sliprovider.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.prometheus.PrometheusEndpoint.Target;
import dev.sliprovider.prometheus.QueryFailure.Kind;
import dev.sliprovider.prometheus.QueryResult.Failed;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailoverTest {

    private static final QueryResult GOOD = new QueryResult.Scalar(1, List.of());
    private static final String A = "http://a:9090";
    private static final String B = "http://b:9090";

    private final List<String> asked = new ArrayList<>();

    @Test
    void the_first_is_asked_alone_if_it_works() {
        QueryResponse asked = ask(Map.of(A, GOOD, B, GOOD));
        assertThat(asked).isEqualTo(new QueryResponse(GOOD, A, List.of()));
        assertThat(this.asked).containsExactly(A);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {
                "NAME_NOT_RESOLVED",
                "CONNECTION_REFUSED",
                "CONNECT_TIMEOUT",
                "CONNECTION_BROKEN",
                "CERTIFICATE_EXPIRED",
                "NO_ANSWER_IN_TIME",
                "CIRCUIT_OPEN",
                "SERVER_ERROR",
                "OVERLOADED"
            })
    void the_next_is_asked_if_it_is_not_reached_or_does_not_work_and_that_is_said(Kind kind) {
        QueryResponse asked = ask(Map.of(A, new Failed(kind.failure("broken")), B, GOOD));
        assertThat(asked.result()).isEqualTo(GOOD);
        assertThat(asked.server()).isEqualTo(B);
        assertThat(asked.remarks())
                .singleElement()
                .asString()
                .isEqualTo("http://b:9090 was queried instead: http://a:9090: " + kind.says());
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {
                "QUERY_REJECTED",
                "QUERY_TIMEOUT",
                "UNAUTHENTICATED",
                "NOT_FOUND",
                "TOO_MANY_REQUESTS",
                "HTML_ANSWER"
            })
    void what_it_says_of_the_query_is_an_answer(Kind kind) {
        assertThat(ask(Map.of(A, new Failed(kind.failure()), B, GOOD)).server()).isEqualTo(A);
        assertThat(asked).containsExactly(A);
    }

    @Test
    void if_none_works_each_has_its_cause() {
        QueryResponse asked = ask(Map.of(
                A,
                new Failed(Kind.CONNECTION_REFUSED.failure()),
                B,
                new Failed(Kind.SERVER_ERROR.failure("HTTP 500"))));
        assertThat(asked.server()).isEqualTo("http://a:9090, http://b:9090");
        assertThat(asked.result()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure().kind())
                    .as("what may be over in a moment decides")
                    .isEqualTo(Kind.CONNECTION_REFUSED);
            assertThat(failed.failure().cause())
                    .startsWith("http://a:9090: the connection was refused;")
                    .endsWith("; http://b:9090: HTTP 500");
        });
    }

    private QueryResponse ask(Map<String, QueryResult> answers) {
        var targets = List.of(new Target(URI.create(A), Optional.empty()), new Target(URI.create(B), Optional.empty()));
        return Failover.ask(targets, target -> {
                    asked.add(target.toString());
                    return Uni.createFrom().item(answers.get(target.toString()));
                })
                .await()
                .indefinitely();
    }
}
