package dev.sliprovider.resource;

import dev.sliprovider.sli.Scope;
import java.util.List;
import java.util.Locale;

/** The levels on which a project may keep a file, widest first (contract §7.2). */
public enum Level {
    /** For all stages and services. */
    PROJECT,
    /** For all services of one stage. */
    STAGE,
    /** For one service in one stage. */
    SERVICE;

    /** @return the names that lead to this level below the project: none, the stage, or the stage and the service */
    List<String> path(Scope scope) {
        return switch (this) {
            case PROJECT -> List.of();
            case STAGE -> List.of(scope.stage());
            case SERVICE -> List.of(scope.stage(), scope.service());
        };
    }

    /** @return {@code stage level} and the like, for messages */
    String words() {
        return name().toLowerCase(Locale.ROOT) + " level";
    }

    /** @return {@code prometheus/sli.yaml (stage level)} and the like, for messages */
    String describe(String file) {
        return file + " (" + words() + ")";
    }
}
