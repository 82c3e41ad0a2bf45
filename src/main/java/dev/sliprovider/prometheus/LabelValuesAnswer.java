package dev.sliprovider.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sliprovider.prometheus.QueryFailure.Kind;
import dev.sliprovider.prometheus.QueryResult.Failed;
import dev.sliprovider.prometheus.QueryResult.Sample;
import dev.sliprovider.prometheus.QueryResult.Vector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads a response of {@code /api/v1/label/<name>/values} (Prometheus' HTTP API, "Querying label values"). */
final class LabelValuesAnswer {

    /** Further values are counted only. */
    private static final int KEPT = 10_000;
    /** Longer values are dropped. */
    private static final int LONGEST = 200;

    private static final JsonFactory JSON = new JsonFactory();

    private LabelValuesAnswer() {}

    /** @return a vector with a series for each value; failed if the response is invalid or partial */
    static QueryResult read(String label, byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            return new Vector(samples(label, parser), List.of());
        } catch (IOException e) {
            return new Failed(Kind.UNEXPECTED_JSON.failure("the answer is not a list of label values"));
        }
    }

    private static List<Sample> samples(String label, JsonParser parser) throws IOException {
        var samples = new ArrayList<Sample>();
        boolean isSuccess = false;
        boolean hasData = false;
        expect(parser.nextToken() == JsonToken.START_OBJECT);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("status")) {
                isSuccess = "success".equals(parser.getText());
            } else if (name.equals("data") && value == JsonToken.START_ARRAY) {
                hasData = true;
                values(label, parser, samples);
            } else if (name.equals("warnings") && value == JsonToken.START_ARRAY) {
                // Thanos' name for unreadable data.
                expect(parser.nextToken() == JsonToken.END_ARRAY);
            } else {
                parser.skipChildren();
            }
        }
        expect(parser.currentToken() == JsonToken.END_OBJECT && isSuccess && hasData);
        return samples;
    }

    private static void values(String label, JsonParser parser, List<Sample> samples) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser.currentToken() == JsonToken.VALUE_STRING);
            String value = parser.getText();
            if (samples.size() < KEPT && value.length() <= LONGEST) {
                samples.add(new Sample.Float("{" + label + "=\"" + value + "\"}", 1));
            }
        }
    }

    private static void expect(boolean holds) throws IOException {
        if (!holds) {
            throw new IOException("not an answer with label values");
        }
    }
}
