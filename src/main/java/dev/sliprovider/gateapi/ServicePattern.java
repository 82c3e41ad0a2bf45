package dev.sliprovider.gateapi;

import dev.sliprovider.sli.Scope;

/**
 * Services that a token may ask for, as in {@code shop/*&#47;cart}.
 *
 * @param project its name, or {@code *} for any
 * @param stage likewise
 * @param service likewise
 */
public record ServicePattern(String project, String stage, String service) {

    /** All services. */
    public static final ServicePattern ANY = new ServicePattern("*", "*", "*");

    private static final int PARTS = 3;

    /** @throws IllegalArgumentException if it has not three parts */
    static ServicePattern parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != PARTS || parts[0].isBlank() || parts[1].isBlank() || parts[2].isBlank()) {
            throw new IllegalArgumentException("\"" + text + "\" does not name services;"
                    + " write PROJECT/STAGE/SERVICE, each a name or *, as in shop/*/cart");
        }
        for (String part : parts) {
            if (part.contains("*") && !part.equals("*")) {
                throw new IllegalArgumentException(
                        "\"" + part + "\" of \"" + text + "\" is no name: * stands for any name, and only alone");
            }
        }
        return new ServicePattern(parts[0], parts[1], parts[2]);
    }

    boolean matches(Scope scope) {
        return matches(project, scope.project()) && matches(stage, scope.stage()) && matches(service, scope.service());
    }

    private static boolean matches(String pattern, String name) {
        return pattern.equals("*") || pattern.equals(name);
    }
}
