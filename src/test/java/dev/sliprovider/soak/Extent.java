package dev.sliprovider.soak;

import java.util.ArrayList;
import java.util.List;

/**
 * How much a run has seen: one that has seen little has found nothing, which is not that there is nothing.
 *
 * @param isLong whether enough has to be seen of everything
 * @param faults how many
 * @param loads of each way
 * @param events that were sent
 * @param judged events that were under way while nothing was wrong
 * @param watched whether the processes were looked at until the end
 * @param unjudged what cannot be said to grow or not
 */
record Extent(
        boolean isLong,
        int faults,
        List<LoadCount> loads,
        int events,
        int judged,
        boolean watched,
        List<String> unjudged) {

    private static final int LEAST_PERCENT = 20;

    /** @return a sentence for each thing of which too little was seen */
    List<String> complaints() {
        var complaints = new ArrayList<String>();
        if (faults == 0) {
            complaints.add("there was no fault");
        }
        loads.stream()
                .filter(LoadCount::isShort)
                .map(load -> load.way() + ": " + load.sent() + " events were sent, and " + load.due() + " were due")
                .forEach(complaints::add);
        if (!watched) {
            complaints.add("the processes were not looked at until the end");
        }
        if (isLong && percent() < LEAST_PERCENT) {
            complaints.add("too few events were judged for missing values: " + percent() + " % of them, and "
                    + LEAST_PERCENT + " % is the least");
        }
        if (isLong && !unjudged.isEmpty()) {
            complaints.add("too few samples to say whether it grows: " + String.join(", ", unjudged));
        }
        return complaints;
    }

    int percent() {
        return events == 0 ? 0 : (int) (100L * judged / events);
    }
}
