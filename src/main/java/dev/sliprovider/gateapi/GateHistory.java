package dev.sliprovider.gateapi;

import dev.sliprovider.history.EvaluationHistory;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.KeptEvaluation;
import dev.sliprovider.history.ServiceHistory;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.store.HistoryConfig;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The history of the service, if it has one. All methods that read block. */
@Singleton
final class GateHistory {

    private final HistoryConfig config;
    private final Instance<EvaluationHistory> all;

    GateHistory(HistoryConfig config, Instance<EvaluationHistory> all) {
        this.config = config;
        this.all = all;
    }

    boolean isNamed() {
        return config.isNamed();
    }

    /** @return the evaluations of a service; empty without a history */
    Optional<ServiceHistory> of(Scope scope) throws HistoryException {
        return isNamed() ? Optional.of(all.get().of(scope)) : Optional.empty();
    }

    /** @return an evaluation with that id of a service that is allowed */
    Optional<KeptEvaluation> find(String id, Permission permission) throws HistoryException {
        if (!isNamed()) {
            return Optional.empty();
        }
        Optional<KeptEvaluation> newest = all.get().byId(id);
        if (newest.isEmpty() || permission.allows(scope(newest.get()))) {
            return newest;
        }
        for (Scope service : services(permission::allows)) {
            Optional<KeptEvaluation> other = all.get().of(service).byId(id);
            if (other.isPresent()) {
                return other;
            }
        }
        return Optional.empty();
    }

    /** @return the services that have evaluations and are wanted */
    List<Scope> services(Predicate<Scope> isWanted) throws HistoryException {
        return isNamed() ? all.get().services().stream().filter(isWanted).toList() : List.of();
    }

    /** @return the newest evaluations of all these services, in any order */
    List<KeptEvaluation> newest(List<Scope> services, int each) throws HistoryException {
        var found = new ArrayList<KeptEvaluation>();
        for (Scope service : services) {
            found.addAll(all.get().of(service).newest(each).evaluations());
        }
        return found;
    }

    /** @return the service of an evaluation, as its event says */
    static Scope scope(KeptEvaluation kept) {
        return new Scope(name(kept, "project"), name(kept, "stage"), name(kept, "service"));
    }

    private static String name(KeptEvaluation kept, String member) {
        return kept.data().path(member).asText("?");
    }
}
