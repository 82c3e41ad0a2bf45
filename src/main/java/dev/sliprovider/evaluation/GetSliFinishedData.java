package dev.sliprovider.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.slo.ProviderAnswer;
import dev.sliprovider.slo.SliValue;
import java.util.List;
import java.util.Map;

/** Reads the data of get-sli.finished as Lighthouse does (contract §1.5, §1.7). */
public final class GetSliFinishedData {

    private GetSliFinishedData() {}

    /**
     * @param data of the event
     * @throws UndecodableException if a member has a wrong type: Lighthouse answers such an event with an error
     */
    public static ProviderAnswer decode(JsonNode data) throws UndecodableException {
        GoJsonObject members = GoJsonObject.of(data, "data");
        GoJsonObject getSli = members.read("get-sli", GoJsonObject::of).orElse(GoJsonObject.NONE);
        return new ProviderAnswer(
                members.text("project"),
                members.text("stage"),
                members.text("service"),
                members.texts("labels"),
                members.text("status"),
                members.text("result"),
                members.text("message"),
                getSli.text("start"),
                getSli.text("end"),
                getSli.list("indicatorValues", GetSliFinishedData::value).orElse(List.of()));
    }

    /** @return the labels that are texts, of an answer that cannot be decoded as a whole */
    public static Map<String, String> readableLabels(JsonNode data) {
        try {
            return data.isObject() ? GoJsonObject.of(data, "data").texts("labels") : Map.of();
        } catch (UndecodableException e) {
            return Map.of();
        }
    }

    static SliValue value(JsonNode value, String path) throws UndecodableException {
        GoJsonObject members = GoJsonObject.of(value, path);
        return new SliValue(
                members.text("metric"),
                members.number("value"),
                members.number("comparedValue"),
                members.bool("success"),
                members.text("message"));
    }
}
