package dev.sliprovider.sli;

/**
 * What an evaluation is about: one service in one stage of one project.
 *
 * @param project Keptn project, never blank
 * @param stage Keptn stage, never blank
 * @param service Keptn service, never blank
 */
public record Scope(String project, String stage, String service) {

    /** @throws IllegalArgumentException naming the first part that is missing */
    public Scope {
        requireName("project", project);
        requireName("stage", stage);
        requireName("service", service);
    }

    private static void requireName(String part, String name) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException(part + " is missing");
        }
    }

    @Override
    public String toString() {
        return project + "/" + stage + "/" + service;
    }
}
