package dev.sliprovider.polling;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.keptn.EventJson;
import dev.sliprovider.keptnapi.Gateway;
import dev.sliprovider.keptnapi.ServiceClient;
import dev.sliprovider.keptnapi.ServiceFailure;
import dev.sliprovider.keptnapi.ServiceRequest;
import dev.sliprovider.keptnapi.ServiceResponse;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.URI;
import java.util.function.Predicate;

/**
 * Reads lists that Keptn returns in pages. It parses one entry at a time, so that a page is never held as a whole tree.
 *
 * @param base address of the service, for messages
 * @param client client of the service
 * @param mostBytes size limit of one page; a larger page is requested again with fewer entries
 */
record Pages(Gateway gateway, URI base, ServiceClient client, long mostBytes) {

    /** Entries of one page; Keptn returns no more. */
    static final int SIZE = 100;

    private static final int SMALLER = 10;

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Bounds an endless list. */
    private static final int MOST_ENTRIES = 20_000;

    /** Keptn returned no list; the message is a sentence for people. */
    static final class UnreadableException extends RuntimeException {
        UnreadableException(String message) {
            super(message);
        }
    }

    /**
     * A list to read.
     *
     * @param member name of the array of entries
     * @param page address of a page
     * @param reader gets each entry and returns whether it wants more; an entry may occur twice if the list grows
     */
    record Listing(String member, Address page, Predicate<Entry> reader) {}

    /**
     * An entry of a list.
     *
     * @param json the entry
     * @param size its characters in the page
     */
    record Entry(JsonNode json, long size) {}

    /** Path and query of a page. */
    interface Address {

        /**
         * @param key key of the page, empty for the first; it is an offset (contract §3.4), so sizes may differ
         * @param size entries of the page, at most {@link #SIZE}
         */
        String of(String key, int size);
    }

    private record Position(String key, int size, int requested) {

        private Position next(String nextKey) {
            return new Position(nextKey, size, requested + size);
        }

        private boolean isLast(String next) {
            return next.isEmpty() || next.equals("0") || next.equals(key) || requested + size >= MOST_ENTRIES;
        }
    }

    /** The result of reading one page. */
    private record PageRead(String next, boolean isEnough) {}

    /** The position in the pages. */
    private static final class Cursor {
        private Position position = new Position("", SIZE, 0);
    }

    /** The outcome of a request. */
    private enum Progress {
        /** The next page has to be requested, or the same page again. */
        MORE,
        /** The list was read to its end. */
        END,
        /** The reader needs no further entries. */
        ENOUGH
    }

    /**
     * Reads the pages in a loop, not by recursion, so that the memory of a page is free before the next one is read.
     *
     * @return whether the list was read to its end; fails with {@link UnreadableException}
     */
    Uni<Boolean> each(Listing list) {
        return Multi.createBy()
                .repeating()
                .uni(Cursor::new, cursor -> step(cursor, list))
                .whilst(progress -> progress == Progress.MORE)
                .collect()
                .last()
                .map(progress -> progress == Progress.END);
    }

    private Uni<Progress> step(Cursor cursor, Listing list) {
        Position position = cursor.position;
        return client.send(ServiceRequest.of(HttpMethod.GET, base + list.page().of(position.key(), position.size()))
                        .atMost(mostBytes))
                .onItemOrFailure()
                .transformToUni((answer, failure) -> {
                    if (ServiceFailure.isOversize(failure) && position.size() > 1) {
                        cursor.position = new Position(position.key(), position.size() / SMALLER, position.requested());
                        return Uni.createFrom().item(Progress.MORE);
                    }
                    return failure == null
                            ? Uni.createFrom().item(() -> progress(cursor, read(answer, list)))
                            : Uni.createFrom().failure(unreadable("gives no answer: " + ServiceFailure.why(failure)));
                });
    }

    private static Progress progress(Cursor cursor, PageRead read) {
        if (read.isEnough()) {
            return Progress.ENOUGH;
        }
        boolean isLast = cursor.position.isLast(read.next());
        cursor.position = cursor.position.next(read.next());
        return isLast ? Progress.END : Progress.MORE;
    }

    private PageRead read(ServiceResponse answer, Listing list) {
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

    private PageRead entries(String body, Listing list) {
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
                            return new PageRead("0", true);
                        }
                    } else {
                        // Go writes an empty list as null.
                        isList = value == JsonToken.VALUE_NULL;
                        json.skipChildren();
                    }
                }
            }
        } catch (IOException e) {
            throw unreadable("answers with something other than JSON; check KEPTN_API_ENDPOINT");
        }
        if (!isList) {
            throw unreadable("answers with JSON that has no list of " + list.member() + "; check KEPTN_API_ENDPOINT");
        }
        return new PageRead(next, false);
    }

    private static boolean entries(JsonParser json, Predicate<Entry> reader) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            long begin = json.currentLocation().getCharOffset();
            JsonNode entry = EventJson.value(json);
            if (!reader.test(new Entry(entry, json.currentLocation().getCharOffset() - begin))) {
                return false;
            }
        }
        return true;
    }

    private UnreadableException unreadable(String why) {
        return new UnreadableException("Keptn's API at " + HttpAddress.describe(base) + " " + why);
    }
}
