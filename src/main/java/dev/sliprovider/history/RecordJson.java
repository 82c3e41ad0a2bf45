package dev.sliprovider.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sliprovider.evaluation.UndecodableException;
import dev.sliprovider.json.JsonProblem;
import dev.sliprovider.sli.Scope;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/** The JSON of one evaluation, in every kind of history. What is read is not trusted: others may have written it. */
public final class RecordJson {

    /** A longer record is refused; in bytes. 500 objectives with long queries have less. */
    public static final int LARGEST = 4 << 20;

    private static final int DEPTH = 100;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxStringLength(LARGEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RecordJson() {}

    /**
     * @param scope that the evaluation must have
     * @throws UnusableRecordException saying why the record is not used
     */
    public static KeptEvaluation read(byte[] json, Scope scope) throws UnusableRecordException {
        return read(tree(json), scope);
    }

    /**
     * @param scope that the evaluation must have
     * @throws UnusableRecordException saying why the event is not used
     */
    public static KeptEvaluation read(JsonNode event, Scope scope) throws UnusableRecordException {
        JsonNode data = event.path("data");
        if (!data.path("project").asText().equals(scope.project())
                || !data.path("stage").asText().equals(scope.stage())
                || !data.path("service").asText().equals(scope.service())) {
            throw new UnusableRecordException("it is not an evaluation of " + scope);
        }
        if (!event.path("id").isTextual() || event.path("id").textValue().isEmpty()) {
            throw new UnusableRecordException("it has no \"id\"");
        }
        var kept = new KeptEvaluation(event.path("id").textValue(), time(event), event);
        try {
            if (kept.stored().decode().hasNullResult()) {
                throw new UnusableRecordException("an entry of data.evaluation.indicatorResults is null");
            }
        } catch (UndecodableException e) {
            throw new UnusableRecordException(e.getMessage());
        }
        return kept;
    }

    private static Instant time(JsonNode event) throws UnusableRecordException {
        try {
            return Instant.parse(event.path("time").asText());
        } catch (DateTimeException e) {
            throw new UnusableRecordException("its \"time\" is not of the form 2026-01-01T00:00:00Z");
        }
    }

    /** @throws UnusableRecordException if it is too large, or not one JSON document */
    public static JsonNode tree(byte[] json) throws UnusableRecordException {
        return tree(json, LARGEST);
    }

    /**
     * @param most bytes, for a document of several records
     * @throws UnusableRecordException if it is larger, or not one JSON document
     */
    public static JsonNode tree(byte[] json, int most) throws UnusableRecordException {
        if (json.length > most) {
            throw new UnusableRecordException("it has more than " + most + " bytes");
        }
        try {
            JsonNode read = JSON.readTree(json);
            if (read.isMissingNode()) {
                throw new UnusableRecordException("it is empty");
            }
            return read;
        } catch (IOException e) {
            throw new UnusableRecordException("it is not JSON: " + JsonProblem.of(json, e));
        }
    }

    /** @return the record as it is kept */
    public static byte[] bytes(JsonNode event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree cannot be written", e);
        }
    }
}
