package dev.sliprovider.plot;

import java.util.ArrayDeque;
import java.util.Deque;

/** Heights that are far enough from each other for texts. */
final class Spread {

    /**
     * Texts one below the other.
     *
     * @param size how many
     * @param start height of the first one, less the distances of those above it
     */
    private record Group(int size, double start) {

        Group with(Group above) {
            int both = size + above.size;
            return new Group(both, (size * start + above.size * above.start) / both);
        }
    }

    private Spread() {}

    /**
     * Moves heights as little as possible: those that are too near are spread around their common middle.
     *
     * @param wanted in order
     * @param distance of two heights, at least
     * @param top the first height, at least
     * @param bottom the last height, at most; there is room for all
     */
    static double[] of(double[] wanted, double distance, double top, double bottom) {
        double last = bottom - (wanted.length - 1) * distance;
        double[] heights = new double[wanted.length];
        int number = 0;
        for (Group group : groups(wanted, distance)) {
            for (int i = 0; i < group.size(); i++, number++) {
                heights[number] = Math.max(top, Math.min(group.start(), last)) + number * distance;
            }
        }
        return heights;
    }

    private static Deque<Group> groups(double[] wanted, double distance) {
        var groups = new ArrayDeque<Group>();
        for (int i = 0; i < wanted.length; i++) {
            var group = new Group(1, wanted[i] - i * distance);
            while (!groups.isEmpty() && groups.peekLast().start() > group.start()) {
                group = group.with(groups.pollLast());
            }
            groups.addLast(group);
        }
        return groups;
    }
}
