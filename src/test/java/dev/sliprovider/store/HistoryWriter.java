package dev.sliprovider.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.KeptEvaluation;
import dev.sliprovider.history.ServiceHistory;
import dev.sliprovider.sli.Scope;
import java.time.Instant;

/** Records evaluations as fast as it can, until it is killed, and prints each id once it is confirmed. */
final class HistoryWriter {

    static final Scope CART = new Scope("shop", "qa", "cart");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    /** Ids that all writers share; the rest is of one writer alone. */
    private static final int SHARED = 50;

    private HistoryWriter() {}

    /** @param arguments address of the database, and the name of the writer */
    public static void main(String[] arguments) throws HistoryException {
        try (var client = new TestDatabase(arguments[0], TestDatabase.Settings.USUAL)) {
            ServiceHistory history = client.history().of(CART);
            for (int i = 0; ; i++) {
                String shared = "shared-" + i % SHARED;
                history.add(evaluation(shared, i % SHARED, arguments[1]));
                String own = arguments[1] + "-" + i;
                history.add(evaluation(own, i, arguments[1]));
                System.out.println(shared + "\n" + own);
                System.out.flush();
            }
        }
    }

    private static KeptEvaluation evaluation(String id, int second, String writer) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("project", CART.project()).put("stage", CART.stage()).put("service", CART.service());
        data.put("result", "pass").put("message", writer.repeat(500));
        data.putObject("evaluation").put("score", 100);
        return KeptEvaluation.of(id, START.plusSeconds(second), "gate", data);
    }
}
