package dev.sliprovider.bench;

/**
 * How the backend treats queries from now on.
 *
 * @param latency milliseconds that a query takes
 * @param limit how many are worked on at once, the others wait; 0 for any number
 * @param first milliseconds for the query of an event's first indicator; {@link #NEVER} to leave it without an answer
 * @param tailEvery each so-many-th query is of the tail; 0 for none
 * @param tail milliseconds that it takes
 */
record Behaviour(long latency, int limit, long first, int tailEvery, long tail) {

    static final long NEVER = -1;

    /** As it is encoded in the form of a request. */
    private static final String FIRST_INDICATOR = "query=" + Events.METRIC + "0%7B";

    static Behaviour of(long latency) {
        return new Behaviour(latency, 0, latency, 0, 0);
    }

    Behaviour limitedTo(int queries) {
        return new Behaviour(latency, queries, first, tailEvery, tail);
    }

    Behaviour withFirst(long milliseconds) {
        return new Behaviour(latency, limit, milliseconds, tailEvery, tail);
    }

    Behaviour withTail(int every, long milliseconds) {
        return new Behaviour(latency, limit, first, every, milliseconds);
    }

    long latencyOf(String form, long number) {
        if (form.contains(FIRST_INDICATOR)) {
            return first;
        }
        return tailEvery > 0 && number % tailEvery == 0 ? tail : latency;
    }

    /** @return for {@link #read} */
    String write() {
        return latency + "," + limit + "," + first + "," + tailEvery + "," + tail;
    }

    static Behaviour read(String text) {
        String[] parts = text.split(",");
        return new Behaviour(
                Long.parseLong(parts[0]),
                Integer.parseInt(parts[1]),
                Long.parseLong(parts[2]),
                Integer.parseInt(parts[3]),
                Long.parseLong(parts[4]));
    }
}
