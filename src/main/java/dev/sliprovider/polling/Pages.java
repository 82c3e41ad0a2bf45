package dev.sliprovider.polling;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.keptnapi.Answer;
import dev.sliprovider.keptnapi.Gateway;
import dev.sliprovider.keptnapi.Request;
import dev.sliprovider.keptnapi.ServiceClient;
import dev.sliprovider.keptnapi.ServiceFailure;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.URI;
import java.util.function.Predicate;

/**
 * Reads lists that Keptn answers page by page; one entry at a time, so that no page is held with all that is in it.
 *
 * @param base of the service, for messages
 * @param client of the service
 * @param mostBytes of one page; of a larger one fewer entries at a time are asked for
 */
record Pages(Gateway gateway, URI base, ServiceClient client, long mostBytes) {

    /** Entries of one page; more are not given. */
    static final int SIZE = 100;

    private static final int SMALLER = 10;

    private static final ObjectMapper JSON = new ObjectMapper();
    /** A list without end is no list. */
    private static final int MOST_ENTRIES = 20_000;

    /** Keptn gave no list; the message is a sentence for people. */
    static final class UnreadableException extends RuntimeException {
        UnreadableException(String message) {
            super(message);
        }
    }

    /**
     * Which list.
     *
     * @param member that holds the entries
     * @param page address of a page
     * @param reader gets all entries of all pages, of which some may come twice if the list grows meanwhile; says
     *     whether it wants more
     */
    record Listing(String member, Address page, Predicate<JsonNode> reader) {}

    /** Path and query of a page. */
    interface Address {

        /**
         * @param key of the page, empty for the first; an offset (contract §3.4), so the size may change between pages
         * @param size of the page, at most {@link #SIZE}
         */
        String of(String key, int size);
    }

    private record Place(String key, int size, int asked) {

        private Place then(String next) {
            return new Place(next, size, asked + size);
        }

        private boolean isLast(String next) {
            return next.isEmpty() || next.equals("0") || next.equals(key) || asked + size >= MOST_ENTRIES;
        }
    }

    /** What there is to be done after a page. */
    private record Read(String next, boolean isEnough) {}

    /** @return whether the list was read to its end; fails with {@link UnreadableException} */
    Uni<Boolean> each(Listing list) {
        return from(new Place("", SIZE, 0), list);
    }

    private Uni<Boolean> from(Place place, Listing list) {
        return client.send(Request.of(HttpMethod.GET, base + list.page().of(place.key(), place.size()))
                        .atMost(mostBytes))
                .onItemOrFailure()
                .transformToUni((answer, failure) -> {
                    if (ServiceFailure.isOversize(failure) && place.size() > 1) {
                        return from(new Place(place.key(), place.size() / SMALLER, place.asked()), list);
                    }
                    if (failure != null) {
                        return Uni.createFrom().failure(unreadable("gives no answer: " + ServiceFailure.why(failure)));
                    }
                    Read read = read(answer, list);
                    return read.isEnough() || place.isLast(read.next())
                            ? Uni.createFrom().item(!read.isEnough())
                            : from(place.then(read.next()), list);
                });
    }

    private Read read(Answer answer, Listing list) {
        int status = answer.status();
        return switch (status) {
            case 200 -> entries(answer.body(), list);
            case 401, 403 ->
                throw unreadable("answers HTTP " + status + ": "
                        + (gateway.hasLogin() ? "the token is refused; check" : "a token is needed; set")
                        + " KEPTN_API_TOKEN");
            case 404 -> throw unreadable("answers HTTP 404; check KEPTN_API_ENDPOINT");
            default -> throw unreadable("answers HTTP " + status);
        };
    }

    private Read entries(String body, Listing list) {
        String next = "0";
        boolean isList = false;
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    JsonToken value = json.nextToken();
                    if (name.equals("nextPageKey")) {
                        next = json.<JsonNode>readValueAsTree().asText("0");
                    } else if (!name.equals(list.member())) {
                        json.skipChildren();
                    } else if (value == JsonToken.START_ARRAY) {
                        isList = true;
                        if (!entries(json, list.reader())) {
                            return new Read("0", true);
                        }
                    } else {
                        // A list that is named but null is empty: that is how Go writes it.
                        isList = value == JsonToken.VALUE_NULL;
                        json.skipChildren();
                    }
                }
            }
        } catch (IOException e) {
            throw unreadable("answers with something else than JSON; check KEPTN_API_ENDPOINT");
        }
        if (!isList) {
            throw unreadable("answers with JSON that has no list of " + list.member() + "; check KEPTN_API_ENDPOINT");
        }
        return new Read(next, false);
    }

    private static boolean entries(JsonParser json, Predicate<JsonNode> reader) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (!reader.test(json.readValueAsTree())) {
                return false;
            }
        }
        return true;
    }

    private UnreadableException unreadable(String why) {
        return new UnreadableException("Keptn's API at " + HttpAddress.describe(base) + " " + why);
    }
}
