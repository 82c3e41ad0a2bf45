package dev.sliprovider.soak;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events in and answers out: what was sent, what was heard of it, and whether that is as promised. */
final class Ledger {

    /** The program's deadline for an event. */
    static final Duration DEADLINE = Duration.ofSeconds(10);

    /** For a busy machine: what is asserted is that deadlines hold, not how exactly. */
    static final Duration SLACK = Duration.ofSeconds(3);

    /**
     * How long after a fault a value may still be missing: until the circuit breaker lets the next request through (5 s
     * after the last that failed), and for as long as an attempt that began in the fault may take (2 s), and 1 s for a
     * busy machine.
     */
    static final Duration SETTLED = Duration.ofSeconds(8);

    private static final int SHOWN = 10;

    /**
     * How events come to the program and answers from it.
     *
     * @param outages when they could not
     * @param recovery how long after an outage it may take until an event is delivered again and its answer taken
     */
    record Way(String name, Outages outages, Duration recovery) {}

    /**
     * What is known of one way.
     *
     * @param sent events
     * @param answered of them
     * @param doubled with more than one finished, or more than one started without a reason
     * @param silent with a finished but, without a reason, no started
     * @param late answered behind the deadline, counted from when they could be delivered
     * @param wrong with values that are not those of the indicators, or entries that are not one for each
     * @param judged under way while nothing was wrong, so that every value must be there
     * @param blank of those judged, without all values
     */
    record Count(int sent, int answered, int doubled, int silent, int late, int wrong, int judged, int blank) {
        int lost() {
            return sent - answered;
        }

        boolean isAsPromised() {
            return lost() + doubled + silent + late + wrong + blank == 0;
        }
    }

    private static final class Entry {
        private final Way way;
        private final JsonNode event;
        private Instant sent;
        private int started;
        private int finished;
        private Instant answered;
        private boolean right;
        private boolean complete;

        Entry(Way way, JsonNode event, Instant sent) {
            this.way = way;
            this.event = event;
            this.sent = sent;
        }

        boolean isDoubled() {
            // What was under way when somebody was killed or cut off begins anew.
            return finished > 1 || started > 1 && !way.outages().touch(sent, end());
        }

        /** A started event that could not be taken is not sent again: nobody waits for it (contract §0.1). */
        boolean isSilent() {
            return answered != null && started == 0 && !way.outages().touch(sent, end());
        }

        Instant due() {
            return way.outages()
                    .deliverable(sent, DEADLINE, way.recovery())
                    .plus(DEADLINE)
                    .plus(SLACK);
        }

        private Instant end() {
            return answered == null ? Instant.MAX : answered;
        }

        boolean isLate() {
            return answered != null && answered.isAfter(due());
        }

        /** @param faults of all peers */
        boolean isBlank(Outages faults) {
            return !complete && isJudged(faults);
        }

        /** @param faults of all peers */
        boolean isJudged(Outages faults) {
            return answered != null && Events.isReadable(event) && !faults.touch(sent.minus(SETTLED), answered);
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<String> strange = new ArrayList<>();
    private int open;

    /** An event is about to be sent, perhaps again because it was not taken, or to be sent twice. */
    synchronized void sending(Way way, JsonNode event, Instant now) {
        Entry entry = entries.get(id(event));
        if (entry == null) {
            entries.put(id(event), new Entry(way, event, now));
            open++;
        } else if (entry.started + entry.finished == 0) {
            entry.sent = now;
        }
    }

    /** An answer came. */
    synchronized void heard(JsonNode answer, Instant at) {
        Entry entry = entries.get(answer.path("triggeredid").asText());
        String type = answer.path("type").asText();
        if (entry == null) {
            strange.add("an answer to an event that was never sent: " + type + " "
                    + answer.path("triggeredid").asText());
        } else if (type.endsWith(".started")) {
            entry.started++;
        } else if (type.endsWith(".finished")) {
            entry.finished++;
            if (entry.answered == null) {
                open--;
                entry.answered = at;
                entry.right = Events.isRight(entry.event, answer);
                entry.complete = Events.isComplete(entry.event, answer);
            }
        }
    }

    private static String id(JsonNode event) {
        return event.path("id").asText();
    }

    /** @return how many events have no finished yet */
    synchronized int open() {
        return open;
    }

    synchronized int sent() {
        return entries.size();
    }

    /** @param faults when anything was wrong */
    synchronized Count count(Way way, Outages faults) {
        List<Entry> mine =
                entries.values().stream().filter(entry -> entry.way == way).toList();
        return new Count(
                mine.size(),
                (int) mine.stream().filter(entry -> entry.answered != null).count(),
                (int) mine.stream().filter(Entry::isDoubled).count(),
                (int) mine.stream().filter(Entry::isSilent).count(),
                (int) mine.stream().filter(Entry::isLate).count(),
                (int) mine.stream()
                        .filter(entry -> entry.answered != null && !entry.right)
                        .count(),
                (int) mine.stream().filter(entry -> entry.isJudged(faults)).count(),
                (int) mine.stream().filter(entry -> entry.isBlank(faults)).count());
    }

    /** @return seconds from sending to the answer, sorted, of those that met no outage */
    synchronized double[] seconds(Way way) {
        return entries.values().stream()
                .filter(entry -> entry.way == way && entry.answered != null)
                .filter(entry -> !way.outages().touch(entry.sent.minus(way.recovery()), entry.answered))
                .mapToDouble(
                        entry -> Duration.between(entry.sent, entry.answered).toNanos() / 1e9)
                .sorted()
                .toArray();
    }

    /** @return a line for each of the first that are not as promised */
    synchronized List<String> complaints(Outages faults) {
        var lines = new ArrayList<>(strange);
        entries.forEach((id, entry) -> complaint(entry, faults)
                .ifPresent(why -> lines.add("%s event %s, sent at %s with %d indicators: %s"
                        .formatted(
                                entry.way.name(),
                                id,
                                entry.sent,
                                Events.names(entry.event).size(),
                                why))));
        if (lines.size() <= SHOWN) {
            return lines;
        }
        var shown = new ArrayList<>(lines.subList(0, SHOWN));
        shown.add("and " + (lines.size() - SHOWN) + " more");
        return shown;
    }

    private static Optional<String> complaint(Entry entry, Outages faults) {
        if (entry.answered == null) {
            return Optional.of("no finished, " + entry.started + " started");
        }
        if (entry.isDoubled()) {
            return Optional.of(entry.finished + " finished and " + entry.started + " started");
        }
        if (entry.isSilent()) {
            return Optional.of("finished without started");
        }
        if (entry.isLate()) {
            return Optional.of("finished at " + entry.answered + ", and was due at " + entry.due());
        }
        if (!entry.right) {
            return Optional.of("its answer is not that to the question");
        }
        return entry.isBlank(faults) ? Optional.of("without all values, although nothing was wrong") : Optional.empty();
    }
}
