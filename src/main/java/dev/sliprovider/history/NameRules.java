package dev.sliprovider.history;

import dev.sliprovider.sli.Scope;

/** Which names evaluations can have. They are the same in every kind of history, so that one can be copied into another. */
public final class NameRules {

    private NameRules() {}

    /** @throws UnusableNameException if a name of the scope is too long */
    public static void require(Scope scope) throws UnusableNameException {
        FileNames.encode("project", scope.project());
        FileNames.encode("stage", scope.stage());
        FileNames.encode("service", scope.service());
    }

    /** @throws UnusableNameException if the id is empty or too long */
    public static void requireId(String id) throws UnusableNameException {
        FileNames.encode("id", id);
    }
}
