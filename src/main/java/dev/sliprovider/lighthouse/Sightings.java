package dev.sliprovider.lighthouse;

import dev.sliprovider.controlplane.RegisteredIntegration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells a lighthouse-service that runs from a registration that was left over: one that runs pings Keptn every few seconds,
 * and each ping changes the time in its registration. No clocks are compared, because those of machines differ.
 */
final class Sightings {

    /** So many looks without a new ping mean that it is gone; by default half a minute, three to six of its pings. */
    static final int PATIENCE = 6;

    /** What Keptn's list says. */
    sealed interface Outcome {

        /** @param running pings Keptn */
        record Alive(RegisteredIntegration running) implements Outcome {}

        /** @param registered may run or not; more looks are needed */
        record Unknown(RegisteredIntegration registered) implements Outcome {}

        /** @param leftOver registrations that nothing pings any more */
        record Gone(List<RegisteredIntegration> leftOver) implements Outcome {}
    }

    private record Sighting(String lastSeen, int unchanged, boolean hasPinged) {}

    private final Map<String, Sighting> sightings = new HashMap<>();
    private boolean isFirst = true;

    /** @param all the whole list of integrations, as Keptn returns it now */
    Outcome look(List<RegisteredIntegration> all) {
        List<RegisteredIntegration> lighthouses =
                all.stream().filter(KeptnLighthouse::is).toList();
        Set<String> ids =
                lighthouses.stream().map(RegisteredIntegration::id).collect(Collectors.toCollection(HashSet::new));
        sightings.keySet().retainAll(ids);
        lighthouses.forEach(each -> sightings.put(each.id(), seen(each, sightings.get(each.id()))));
        isFirst = false;
        return outcome(lighthouses);
    }

    /** One that appears later has just registered. Keptn writes a time with each ping; without one nothing is known. */
    private Sighting seen(RegisteredIntegration now, Sighting before) {
        if (now.lastSeen().isEmpty()) {
            return new Sighting("", 0, true);
        }
        if (before == null) {
            return new Sighting(now.lastSeen(), 0, !isFirst);
        }
        return before.lastSeen().equals(now.lastSeen())
                ? new Sighting(before.lastSeen(), before.unchanged() + 1, before.hasPinged())
                : new Sighting(now.lastSeen(), 0, true);
    }

    private Outcome outcome(List<RegisteredIntegration> lighthouses) {
        var leftOver = new ArrayList<RegisteredIntegration>();
        Outcome unknown = null;
        for (RegisteredIntegration each : lighthouses) {
            Sighting sighting = sightings.get(each.id());
            if (sighting.unchanged() >= PATIENCE) {
                leftOver.add(each);
            } else if (sighting.hasPinged()) {
                return new Outcome.Alive(each);
            } else {
                unknown = new Outcome.Unknown(each);
            }
        }
        return unknown == null ? new Outcome.Gone(List.copyOf(leftOver)) : unknown;
    }
}
