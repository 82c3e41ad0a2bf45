package dev.sliprovider.web;

import dev.sliprovider.transport.EventBodies;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The login with a token of the gate, and its end. */
@Path("/")
public class LoginResource {

    private static final Logger LOG = Logger.getLogger(LoginResource.class);
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;

    private final LoginPage page = new LoginPage();
    private final Sessions sessions;
    private final LoginAttempts attempts;
    private final Entrance entrance;
    private final EventBodies bodies;

    LoginResource(Sessions sessions, LoginAttempts attempts, Entrance entrance, EventBodies bodies) {
        this.sessions = sessions;
        this.attempts = attempts;
        this.entrance = entrance;
        this.bodies = bodies;
    }

    /** @return the form for the token */
    @GET
    @Path("login")
    public Response form(@Context RoutingContext context, @QueryParam("to") String target) {
        return form(context.request(), OK, Links.own(target), "");
    }

    /** @return the way to the page that was asked for, with a session */
    @POST
    @Path("login")
    public Uni<Response> login(@Context RoutingContext context) {
        return bodies.respond(context, body -> login(context.request(), FormFields.parse(body)));
    }

    /** @return the way to the login, without a session */
    @POST
    @Path("logout")
    public Uni<Response> logout(@Context RoutingContext context) {
        return bodies.respond(context, body -> Uni.createFrom().item(() -> logout(context, FormFields.parse(body))));
    }

    private Uni<Response> login(HttpServerRequest request, FormFields fields) {
        String target = Links.own(fields.get("to"));
        String cookie = Cookies.login(request);
        if (cookie.isEmpty() || !Sessions.isSame(Sessions.form(cookie), fields.get("form"))) {
            return Uni.createFrom()
                    .item(() -> form(
                            request,
                            FORBIDDEN,
                            target,
                            "The form was too old, or the browser keeps no cookies. Enter the token again."));
        }
        Optional<String> session = sessions.open(fields.get("token").strip());
        if (session.isPresent()) {
            return Uni.createFrom().item(() -> PageResponses.redirect(target)
                    .header(HttpHeaders.SET_COOKIE, Cookies.ofSession(request, session.get()))
                    .build());
        }
        LOG.debugf("refused a login: the token is not known");
        return attempts.wrong(
                () -> form(request, FORBIDDEN, target, "This token is not valid."),
                () -> form(request, TOO_MANY, target, "Too many wrong logins at the same time. Wait a moment."));
    }

    private Response logout(RoutingContext context, FormFields fields) {
        Optional<Visitor> visitor = entrance.visitor(context);
        return visitor.isPresent() && !Sessions.isSame(visitor.get().form(), fields.get("form"))
                ? entrance.stranger(visitor)
                : PageResponses.redirect(Links.LOGIN)
                        .header(HttpHeaders.SET_COOKIE, Cookies.ended(context.request()))
                        .build();
    }

    private Response form(HttpServerRequest request, int status, String target, String problem) {
        String known = Cookies.login(request);
        String cookie = known.isEmpty() ? sessions.random() : known;
        return Response.fromResponse(
                        PageResponses.page(status, page.html(Sessions.form(cookie), target, problem), page.policy()))
                .header(HttpHeaders.SET_COOKIE, Cookies.ofLogin(request, cookie))
                .build();
    }
}
