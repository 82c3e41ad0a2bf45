package dev.sliprovider.gate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** Reads a JSON file from outside, within limits. */
public final class UntrustedJson {

    /** A longer file is refused; in bytes. */
    public static final int LARGEST = 4 << 20;

    private static final int DEPTH = 50;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private UntrustedJson() {}

    /**
     * @param location how messages call the file
     * @throws GateException if it is not one JSON document
     */
    public static JsonNode parse(String location, byte[] bytes) throws GateException {
        try {
            JsonNode read = JSON.readTree(bytes);
            if (read.isMissingNode()) {
                throw GateException.wrongInput(location + " is empty; it must be a JSON document");
            }
            return read;
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : ":" + e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr();
            throw GateException.wrongInput(location + place + ": this is not JSON: " + cause(e) + "; correct the file");
        } catch (IOException e) {
            throw GateException.wrongInput(location + " cannot be read as JSON");
        }
    }

    /** Settings of the library mean nothing to the author of the file. */
    private static String cause(JsonProcessingException e) {
        return e.getOriginalMessage().replaceFirst("(?s): enable `.*|\\s*\\((?:for|of type) .*", "");
    }
}
