package dev.sliprovider.controlplane;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.gateway.Answer;
import dev.sliprovider.gateway.Gateway;
import dev.sliprovider.gateway.NoAnswer;
import dev.sliprovider.gateway.Request;
import dev.sliprovider.gateway.ServiceClient;
import dev.sliprovider.sli.HttpAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads lists that Keptn answers page by page.
 *
 * @param base of the service, for messages
 * @param client of the service
 */
record Pages(Gateway gateway, URI base, ServiceClient client) {

    /** A page may have a hundred events, with whatever labels people gave them. */
    private static final long MOST_BYTES = 16L << 20;

    /** Entries of one page; more are not given. */
    static final int SIZE = 100;

    private static final ObjectMapper JSON = new ObjectMapper();
    /** A list without end is no list. */
    private static final int MOST_PAGES = 200;

    /** Keptn gave no list; the message is a sentence for people. */
    static final class UnreadableException extends RuntimeException {
        UnreadableException(String message) {
            super(message);
        }
    }

    /**
     * @param member that holds the entries
     * @param page path and query of the page with this key, empty for the first
     * @return all entries of all pages, of which some may come twice if the list grows meanwhile; fails with {@link
     *     UnreadableException}
     */
    Uni<List<JsonNode>> all(String member, Function<String, String> page) {
        return from("", 1, new ArrayList<>(), member, page);
    }

    private Uni<List<JsonNode>> from(
            String key, int number, List<JsonNode> entries, String member, Function<String, String> page) {
        return client.send(Request.of(HttpMethod.GET, base + page.apply(key)).atMost(MOST_BYTES))
                .onFailure()
                .transform(failure -> unreadable("gives no answer: " + NoAnswer.why(failure)))
                .flatMap(answer -> {
                    JsonNode list = read(answer, member);
                    list.path(member).forEach(entries::add);
                    String next = list.path("nextPageKey").asText("0");
                    boolean isLast = next.isEmpty() || next.equals("0") || next.equals(key) || number >= MOST_PAGES;
                    return isLast ? Uni.createFrom().item(entries) : from(next, number + 1, entries, member, page);
                });
    }

    private JsonNode read(Answer answer, String member) {
        int status = answer.status();
        try {
            return switch (status) {
                case 200 -> list(JSON.readTree(answer.body()), member);
                case 401, 403 ->
                    throw unreadable("answers HTTP " + status + ": "
                            + (gateway.hasLogin() ? "the token is refused; check" : "a token is needed; set")
                            + " KEPTN_API_TOKEN");
                case 404 -> throw unreadable("answers HTTP 404; check KEPTN_API_ENDPOINT");
                default -> throw unreadable("answers HTTP " + status);
            };
        } catch (JsonProcessingException e) {
            throw unreadable("answers with something else than JSON; check KEPTN_API_ENDPOINT");
        }
    }

    /** A list that is named but null is empty: that is how Go writes it. */
    private JsonNode list(JsonNode answer, String member) {
        JsonNode entries = answer.path(member);
        if (!entries.isArray() && !entries.isNull()) {
            throw unreadable("answers with JSON that has no list of " + member + "; check KEPTN_API_ENDPOINT");
        }
        return answer;
    }

    private UnreadableException unreadable(String why) {
        return new UnreadableException("Keptn's API at " + HttpAddress.describe(base) + " " + why);
    }
}
