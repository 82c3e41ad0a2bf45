package dev.sliprovider.prometheus;

/**
 * Whose queries these are, so that many of one leave room for few of another. Each event has a share of its own, however
 * much it is like another.
 */
public final class Share {

    private final String project;

    /** @param project shares of one project have together what any other project has */
    public Share(String project) {
        this.project = project;
    }

    String project() {
        return project;
    }
}
