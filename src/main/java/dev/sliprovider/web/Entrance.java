package dev.sliprovider.web;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Lets visitors with a session in, not too many at once, and refuses forms that other sites have sent. */
@Singleton
final class Entrance {

    /** Each page that is being made takes some megabytes. */
    private static final int MOST = 4;

    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;

    private final Sessions sessions;
    private final Pages pages;
    private final Semaphore places = new Semaphore(MOST);

    Entrance(Sessions sessions, Pages pages) {
        this.sessions = sessions;
        this.pages = pages;
    }

    Optional<Visitor> visitor(RoutingContext context) {
        return sessions.find(Cookies.session(context.request()));
    }

    /** Blocks. @return the page, or the way to the login */
    Response admit(RoutingContext context, Function<Visitor, Response> page) {
        return visitor(context).map(visitor -> placed(visitor, page)).orElseGet(() -> PageResponses.redirect(
                        Links.login(context.request().uri()))
                .build());
    }

    private Response placed(Visitor visitor, Function<Visitor, Response> page) {
        if (!places.tryAcquire()) {
            return busy(visitor);
        }
        try {
            return page.apply(visitor);
        } finally {
            places.release();
        }
    }

    private Response busy(Visitor visitor) {
        return Response.fromResponse(pages.problem(
                        UNAVAILABLE,
                        "Busy",
                        "Other pages are being made at this moment. Load this page again.",
                        Optional.of(visitor)))
                .header("Retry-After", 1)
                .build();
    }

    /** @param page blocks */
    Uni<Response> admitForm(RoutingContext context, FormFields fields, BiFunction<Visitor, FormFields, Response> page) {
        return Uni.createFrom()
                .item(() -> admit(
                        context,
                        visitor -> Sessions.isSame(visitor.form(), fields.get("form"))
                                ? page.apply(visitor, fields)
                                : stranger(Optional.of(visitor))))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** @return the answer to a form that none of our pages has sent */
    Response stranger(Optional<Visitor> visitor) {
        return pages.problem(
                FORBIDDEN,
                "Not from this page",
                "The form does not come from a page of this login. Load the page again and repeat the change.",
                visitor);
    }
}
