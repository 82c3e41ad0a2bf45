package dev.sliprovider.web;

import dev.sliprovider.gateapi.Permission;
import dev.sliprovider.history.EvaluationHistory;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.task.OneLine;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Answers the requests of visitors. All methods block while the history is read. */
@Singleton
final class Pages {

    private static final Logger LOG = Logger.getLogger(Pages.class);
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    private final Instance<EvaluationHistory> history;
    private final OverviewPage overview = new OverviewPage();
    private final ServicePage service = new ServicePage();
    private final EvaluationPage evaluation = new EvaluationPage();
    private final ProblemPage problem = new ProblemPage();

    Pages(Instance<EvaluationHistory> history) {
        this.history = history;
    }

    /** Makes a page. */
    private interface Making {
        Response make(HistoryReader reader) throws HistoryException;
    }

    Response overview(Visitor visitor) {
        return made(
                visitor,
                reader -> PageResponses.page(
                        OK, overview.html(reader.overview(visitor.permission()), visitor), overview.policy()));
    }

    Response service(Visitor visitor, Scope scope, ServiceQuery query, String notice) {
        return allowed(visitor, scope, reader -> {
            ShownService shown = reader.service(scope, query);
            return shown.searched() == 0
                    ? missing(visitor, "There is no evaluation of the service " + scope + ".")
                    : PageResponses.page(OK, service.html(shown, visitor, notice), service.policy());
        });
    }

    /**
     * @param notice what has just been done
     * @param wrong why a form was refused; empty if none was
     */
    Response evaluation(Visitor visitor, Scope scope, String id, String notice, String wrong) {
        return allowed(visitor, scope, reader -> reader.evaluation(scope, id)
                .map(shown -> PageResponses.page(
                        wrong.isEmpty() ? OK : ChangeForm.UNPROCESSABLE,
                        evaluation.html(shown, visitor, notice, wrong),
                        evaluation.policy()))
                .orElseGet(() -> missing(
                        visitor,
                        "There is no evaluation \"" + id + "\" of the service " + scope + ", or it is invalidated.")));
    }

    /** Changes the history as a form wants it. */
    Response change(Visitor visitor, Scope scope, String id, ChangeForm form) {
        Permission permission = visitor.permission();
        if (!permission.mayChange()) {
            return forbidden(visitor, "This token may only read.");
        }
        if (!form.problem().isEmpty()) {
            return evaluation(visitor, scope, id, "", form.problem());
        }
        return allowed(visitor, scope, reader -> {
            boolean isDone = form.apply(reader.history().of(scope), id);
            if (!isDone) {
                return missing(visitor, "There is no evaluation \"" + id + "\" of the service " + scope + " any more.");
            }
            LOG.infof(
                    "%s of evaluation %s of %s by the token %s on the pages",
                    form.name(), OneLine.of(id), OneLine.of(scope.toString()), OneLine.of(permission.name()));
            return PageResponses.redirect(form.target(scope, id)).build();
        });
    }

    /** A service that the token may not see looks as one that does not exist. */
    private Response allowed(Visitor visitor, Scope scope, Making making) {
        return visitor.permission().allows(scope)
                ? made(visitor, making)
                : missing(visitor, "There is no evaluation of the service " + scope + ".");
    }

    private Response made(Visitor visitor, Making making) {
        try {
            return making.make(new HistoryReader(history.get()));
        } catch (HistoryException e) {
            LOG.warnf("a page cannot be shown: %s", OneLine.whole(e.getMessage()));
            return problem(UNAVAILABLE, "The history cannot be read", e.getMessage(), Optional.of(visitor));
        }
    }

    private Response missing(Visitor visitor, String text) {
        return problem(NOT_FOUND, "Not found", text, Optional.of(visitor));
    }

    Response forbidden(Visitor visitor, String text) {
        return problem(FORBIDDEN, "Not allowed", text, Optional.of(visitor));
    }

    Response problem(int status, String heading, String text, Optional<Visitor> visitor) {
        return PageResponses.page(status, problem.html(heading, text, visitor), problem.policy());
    }
}
