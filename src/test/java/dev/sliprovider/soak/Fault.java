package dev.sliprovider.soak;

import java.util.List;

/**
 * Something that goes wrong and is mended.
 *
 * @param name in words
 * @param cut ways in which events cannot come or answers cannot go, so that their time stands still
 * @param held lanes to which nobody sends for as long, since nobody would keep the events
 * @param isMoment whether it is over as soon as it has begun, as far as the time of events goes
 * @param begin makes it happen
 * @param end mends it
 */
record Fault(String name, List<TransportLoad> cut, List<TransportLoad> held, boolean isMoment, Step begin, Step end) {

    /** What is done; what it throws ends the soak. */
    interface Step {
        void run() throws Exception;
    }

    /** One that keeps no event from coming, and no answer from being taken. */
    static Fault of(String name, Step begin, Step end) {
        return new Fault(name, List.of(), List.of(), false, begin, end);
    }

    /** One that cuts these off. */
    static Fault cutting(TransportLoad lane, String name, Step begin, Step end) {
        return new Fault(name, List.of(lane), List.of(), false, begin, end);
    }

    /** One that strikes these in a moment, after which all is as before for what comes then. */
    static Fault striking(TransportLoad lane, String name, Step begin, Step end) {
        return new Fault(name, List.of(lane), List.of(), true, begin, end);
    }
}
