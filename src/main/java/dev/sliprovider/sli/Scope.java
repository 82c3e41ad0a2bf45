package dev.sliprovider.sli;

import java.util.ArrayList;
import java.util.List;

/**
 * The subject of an evaluation: one service in one stage of one project.
 *
 * @param project Keptn project, never blank
 * @param stage Keptn stage, never blank
 * @param service Keptn service, never blank
 */
public record Scope(String project, String stage, String service) {

    /** @throws IllegalArgumentException naming each part that is missing */
    public Scope {
        var missing = new ArrayList<String>();
        requireName("project", project, missing);
        requireName("stage", stage, missing);
        requireName("service", service, missing);
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", missing));
        }
    }

    private static void requireName(String part, String name, List<String> missing) {
        if (name == null || name.isBlank()) {
            missing.add(part + " is missing");
        }
    }

    @Override
    public String toString() {
        return project + "/" + stage + "/" + service;
    }
}
