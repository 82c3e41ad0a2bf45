package dev.sliprovider.getsli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.keptn.JsonText;
import dev.sliprovider.keptn.TaskResult;
import dev.sliprovider.sli.IndicatorValue.Missing;
import java.util.Optional;

/** The outcome of a retrieval as the result of a task (contract §1.5). */
public final class GetSliReply {

    private static final int TIME_LENGTH = 200;
    /** Bytes of the data without the list of values. */
    private static final int LIST_LENGTH = 30;

    private GetSliReply() {}

    /**
     * @param request the request; the answer repeats its start and end
     * @param outcome with an entry for each requested indicator
     * @return a result that always has data, because lighthouse needs an entry for each indicator
     */
    public static TaskResult of(GetSliTriggered request, GetSliFinished outcome) {
        return new TaskResult(
                outcome.status(),
                outcome.result(),
                outcome.message(),
                room -> Optional.of(data(request, outcome, room)),
                remark(outcome));
    }

    private static String remark(GetSliFinished outcome) {
        long missing =
                outcome.values().stream().filter(Missing.class::isInstance).count();
        return outcome.values().size() - missing + " values, " + missing + " missing";
    }

    private static ObjectNode data(GetSliTriggered request, GetSliFinished outcome, int room) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("start", JsonText.shortened(request.start(), TIME_LENGTH));
        data.put("end", JsonText.shortened(request.end(), TIME_LENGTH));
        if (!outcome.values().isEmpty()) {
            int left = room - JsonText.length(data.toString()) - LIST_LENGTH;
            data.set("indicatorValues", IndicatorEntries.within(left, outcome.values()));
        }
        return data;
    }
}
