package dev.sliprovider.nats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NatsErrorListenerTest {

    private static final String DENIED =
            "Permissions Violation for Publish to \"$JS.API.CONSUMER.CREATE.keptn-uniserv\"";
    private static final String LIMIT = "maximum subscriptions exceeded";

    private int refused;
    private NatsErrorListener errors;

    @BeforeEach
    void prepare() {
        refused = 0;
        errors = new NatsErrorListener(connection -> refused++);
    }

    /** A denied permission is recognised by its text, and a limit leads to a new connection: neither may hide the other. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_permission_and_a_limit_are_told_together_in_whichever_order_they_come(boolean isDeniedFirst) {
        for (String error : isDeniedFirst ? List.of(DENIED, LIMIT, LIMIT) : List.of(LIMIT, DENIED, LIMIT)) {
            errors.errorOccurred(null, error);
        }

        assertThat(errors.refusal().orElseThrow())
                .startsWith("NATS does not allow it: ")
                .contains(DENIED + "; give the user this permission", LIMIT + "; raise this limit");
        assertThat(refused).isEqualTo(1);
        errors.connectionEstablished();
        assertThat(errors.refusal()).isEmpty();
    }
}
