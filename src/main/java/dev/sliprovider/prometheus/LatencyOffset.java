package dev.sliprovider.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sliprovider.http.HttpReply;
import dev.sliprovider.http.HttpReply.Answered;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * VictoriaMetrics evaluates a query for a recent time up to 30 s earlier than requested ({@code -search.latencyOffset}),
 * and its response does not show that. The parameter {@code nocache=1} prevents it. Other servers may reject an unknown
 * parameter, so it is sent only to servers whose responses identify them as VictoriaMetrics.
 */
final class LatencyOffset {

    /** The remark about a value that may be of an earlier time. */
    static final String WARNING =
            "VictoriaMetrics may have evaluated this query up to 30 s before the end of the window;"
                    + " set PROMETHEUS_PARAMETERS to nocache=1";

    /** The offset is configurable; for older times the parameter does no harm. */
    private static final Duration RECENT = Duration.ofMinutes(5);

    private static final JsonFactory JSON = new JsonFactory();

    private final Set<URI> victoriaMetrics = ConcurrentHashMap.newKeySet();

    /** @return the query as it is sent to this server */
    InstantQuery exact(InstantQuery query, URI server) {
        return isRecent(query) && victoriaMetrics.contains(server) ? query.exact() : query;
    }

    /** @return whether the reply shows that the server may have evaluated the query too early */
    boolean mayBeEarly(InstantQuery query, URI server, HttpReply reply) {
        if (query.isExact() || !isRecent(query) || !isVictoriaMetrics(reply)) {
            return false;
        }
        victoriaMetrics.add(server);
        return true;
    }

    private static boolean isRecent(InstantQuery query) {
        return query.time().isAfter(Instant.now().minus(RECENT));
    }

    /** Its responses contain the number of series that were read, or whether they are partial. */
    private static boolean isVictoriaMetrics(HttpReply reply) {
        if (!(reply instanceof Answered answer) || answer.status() != 200) {
            return false;
        }
        try (JsonParser json = JSON.createParser(answer.body())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("isPartial")
                        || name.equals("stats") && value == JsonToken.START_OBJECT && counts(json)) {
                    return true;
                }
                json.skipChildren();
            }
        } catch (IOException e) {
            // The reader of the response reports its mistakes.
            return false;
        }
        return false;
    }

    private static boolean counts(JsonParser stats) throws IOException {
        boolean isCounting = false;
        while (stats.nextToken() == JsonToken.FIELD_NAME) {
            isCounting |= stats.currentName().equals("seriesFetched");
            stats.nextToken();
            stats.skipChildren();
        }
        return isCounting;
    }
}
