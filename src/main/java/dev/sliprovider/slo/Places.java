package dev.sliprovider.slo;

import java.util.Map;

/**
 * Where a block of slo.yaml and its members stand.
 *
 * @param start of the block
 * @param members place of each member's value, by name
 */
public record Places(Place start, Map<String, Place> members) {

    /** A block that is not in the file. */
    public static final Places NONE = new Places(Place.START, Map.of());

    /** Copies the map. */
    public Places {
        members = Map.copyOf(members);
    }

    /** @return where the value of a member begins; where the block begins if it has no such member */
    public Place of(String member) {
        return members.getOrDefault(member, start);
    }
}
