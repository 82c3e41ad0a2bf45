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
 * VictoriaMetrics evaluates a query for a recent time earlier than it is asked, by up to 30 s
 * ({@code -search.latencyOffset}), and answers as if it had not. With the parameter {@code nocache=1} it does not. Other
 * servers may refuse a parameter that they do not know, so it is sent to servers only whose answers show what they are.
 */
final class LatencyOffset {

    /** What people should know of a value that may be of an earlier time. */
    static final String WARNING =
            "VictoriaMetrics may have evaluated this query up to 30 s before the end of the window;"
                    + " set PROMETHEUS_PARAMETERS to nocache=1";

    /** The offset can be configured; for older times the parameter does no harm. */
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

    /** Its answers count the series that were read, or say whether they are partial. */
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
            // What is wrong with the answer is said where it is read.
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
