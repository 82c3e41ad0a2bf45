package dev.sliprovider.prometheus;

/**
 * The queries of one event, so that an event with many of them leaves room for one with few. Two events never have the
 * same share, even if they are equal.
 */
public final class FairShare {

    private final String project;

    /** @param project whose shares together get as much as those of any other project */
    public FairShare(String project) {
        this.project = project;
    }

    String project() {
        return project;
    }
}
