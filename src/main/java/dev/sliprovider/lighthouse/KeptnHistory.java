package dev.sliprovider.lighthouse;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.evaluation.HistorySelection;
import dev.sliprovider.evaluation.StoredEvaluation;
import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.keptnapi.Gateway;
import dev.sliprovider.keptnapi.ServiceClient;
import dev.sliprovider.keptnapi.ServiceFailure;
import dev.sliprovider.keptnapi.ServiceRequest;
import dev.sliprovider.keptnapi.ServiceResponse;
import dev.sliprovider.settings.HeapShare;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.slo.Comparison;
import dev.sliprovider.slo.PreviousEvaluation;
import dev.sliprovider.waiting.Backoff;
import dev.sliprovider.waiting.Deadline;
import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads earlier evaluations from Keptn's datastore, with the query that Lighthouse sends (contract §10.3). */
@Singleton
final class KeptnHistory {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String FINISHED = "/event/type/sh.keptn.event.evaluation.finished";
    private static final String AND = "%20AND%20";
    /** The datastore would read a name with one of these as another condition, and drop the condition. */
    private static final Pattern CONDITION = Pattern.compile("[:,]| AND ");

    private static final int RETRIES = 2;
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(1));
    /** Bytes of a response: a hundred events with slo.yaml and many objectives. */
    private static final long LARGEST = 16L << 20;
    /** A response may fill a sixteenth of the free heap. */
    private static final int SHARE = 16;

    private final URI base;
    private final ServiceClient client;
    private final long mostBytes = Math.min(LARGEST, HeapShare.of(SHARE));

    KeptnHistory(Gateway gateway, LighthouseConfig config) {
        this.base = gateway.base(
                "mongodb-datastore",
                HttpAddress.read(LighthouseConfig.PREFIX + ".datastore-url", config.datastoreUrl())
                        .toString());
        this.client = gateway.client(base, gateway.timeout());
    }

    /** The earlier evaluations are not known; the message has the cause. */
    static final class UnreadableException extends RuntimeException {
        UnreadableException(String message) {
            super(message);
        }
    }

    /** A temporary failure. */
    private static final class PassingException extends RuntimeException {
        PassingException(UnreadableException cause) {
            super(cause);
        }
    }

    /**
     * @param comparison how many, and with which results; one that {@link Comparison#isAnswered() is answered}
     * @param left the time that is left
     * @return newest first; fails with {@link UnreadableException} if they cannot be read
     */
    Uni<List<PreviousEvaluation>> read(Scope scope, Comparison comparison, Deadline left) {
        if (Stream.of(scope.project(), scope.stage(), scope.service())
                .anyMatch(name -> CONDITION.matcher(name).find())) {
            return Uni.createFrom()
                    .failure(new UnreadableException(
                            "the names of " + scope + " cannot stand in a query of Keptn's datastore"));
        }
        ServiceRequest request = ServiceRequest.of(HttpMethod.GET, base + query(scope, comparison))
                .atMost(mostBytes);
        Uni<List<PreviousEvaluation>> once = client.send(request)
                .onFailure()
                .transform(this::unreachable)
                .map(answer -> evaluations(scope, comparison, answer));
        return BACKOFF.retry(once, RETRIES, PassingException.class::isInstance)
                .onFailure(PassingException.class)
                .transform(Throwable::getCause)
                .ifNoItem()
                .after(left.atMost(left.left()))
                .on(Timeouts.clock())
                .failWith(() -> new UnreadableException(place() + " did not answer before the deadline of the event"));
    }

    private static String query(Scope scope, Comparison comparison) {
        String wanted =
                switch (comparison.includeResultWithScore().toLowerCase(Locale.ROOT)) {
                    case "pass" -> AND + "data.result:pass";
                    case "pass_or_warn" -> AND + "data.result:pass,warning";
                    default -> "";
                };
        return FINISHED + "?source=" + KeptnLighthouse.NAME + "&limit=" + comparison.results()
                + "&excludeInvalidated=true&filter=data.project:" + HttpAddress.segment(scope.project()) + AND
                + "data.stage:" + HttpAddress.segment(scope.stage()) + AND + "data.service:"
                + HttpAddress.segment(scope.service()) + wanted;
    }

    /** One that has an event of another service in its answer has ignored the filter: such events are left out. */
    private List<PreviousEvaluation> evaluations(Scope scope, Comparison comparison, ServiceResponse answer) {
        if (answer.status() != 200) {
            var failure = new UnreadableException(place() + " answered HTTP " + answer.status()
                    + (answer.status() == 401 || answer.status() == 403 ? "; check KEPTN_API_TOKEN" : ""));
            throw answer.status() >= 500 ? new PassingException(failure) : failure;
        }
        var selection = new HistorySelection(scope.project(), scope.stage(), scope.service());
        var found = new ArrayList<PreviousEvaluation>();
        try (JsonParser json = JSON.createParser(answer.body())) {
            boolean isList = false;
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean isEvents = json.currentName().equals("events");
                JsonToken value = json.nextToken();
                // Go writes an empty list as null, or not at all.
                isList |= isEvents && (value == JsonToken.START_ARRAY || value == JsonToken.VALUE_NULL)
                        || json.currentName().equals("totalCount");
                if (isEvents && value == JsonToken.START_ARRAY) {
                    read(json, comparison, selection, found);
                } else {
                    json.skipChildren();
                }
            }
            if (isList) {
                return found;
            }
        } catch (IOException e) {
            throw new UnreadableException(place() + " answered with something other than JSON");
        }
        throw new UnreadableException(place() + " answered with something other than a list of events");
    }

    /** Event by event, because all of them together need much memory; those that cannot be decoded are left out. */
    private static void read(
            JsonParser json, Comparison comparison, HistorySelection selection, List<PreviousEvaluation> found)
            throws IOException {
        for (long count = 0; json.nextToken() != JsonToken.END_ARRAY; count++) {
            JsonNode event = JSON.readTree(json);
            if (count < comparison.results()) {
                var stored = new StoredEvaluation(event.path("id").asText(""), event.path("data"), false);
                found.addAll(selection.select(comparison, List.of(stored)));
            }
        }
    }

    private RuntimeException unreachable(Throwable failure) {
        return ServiceFailure.isOversize(failure)
                ? new UnreadableException("the answer of " + place() + " is larger than " + mostBytes
                        + " bytes; compare with fewer evaluations (number_of_comparison_results), or give the program"
                        + " more memory")
                : new PassingException(
                        new UnreadableException(place() + " gives no answer (" + ServiceFailure.why(failure) + ")"));
    }

    private String place() {
        return "Keptn's datastore at " + HttpAddress.describe(base);
    }
}
