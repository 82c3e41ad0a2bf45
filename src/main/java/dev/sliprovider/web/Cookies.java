package dev.sliprovider.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The cookies of the pages. None can be read by scripts.
 *
 * <p>The session is {@code SameSite=Lax}: a link in a chat or in the log of a CI job leads to its page without another login.
 * No GET request changes anything, and other requests of other sites have no session.
 */
final class Cookies {

    private static final String SESSION = "gate-session";
    /** Binds the form of the login to the browser that was given it. */
    private static final String LOGIN = "gate-login";

    private static final Duration LOGIN_TIME = Duration.ofHours(1);

    private Cookies() {}

    static String session(HttpServerRequest request) {
        return value(request, SESSION);
    }

    static String login(HttpServerRequest request) {
        return value(request, LOGIN);
    }

    private static String value(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getCookie(name))
                .map(Cookie::getValue)
                .orElse("");
    }

    static String ofSession(HttpServerRequest request, String value) {
        return cookie(request, SESSION, value, Sessions.LENGTH, CookieSameSite.LAX);
    }

    static String ofLogin(HttpServerRequest request, String value) {
        return cookie(request, LOGIN, value, LOGIN_TIME, CookieSameSite.STRICT);
    }

    /** @return the header that makes the browser forget the session */
    static String ended(HttpServerRequest request) {
        return cookie(request, SESSION, "", Duration.ZERO, CookieSameSite.LAX);
    }

    private static String cookie(
            HttpServerRequest request, String name, String value, Duration age, CookieSameSite sameSite) {
        return Cookie.cookie(name, value)
                .setHttpOnly(true)
                .setSameSite(sameSite)
                .setPath("/")
                .setMaxAge(age.toSeconds())
                .setSecure(isSecure(request))
                .encode();
    }

    /** A proxy in front of us that ends TLS says so. */
    private static boolean isSecure(HttpServerRequest request) {
        String proto =
                Optional.ofNullable(request.getHeader("X-Forwarded-Proto")).orElse("");
        String forwarded = Optional.ofNullable(request.getHeader("Forwarded")).orElse("");
        return request.isSSL()
                || proto.strip().equalsIgnoreCase("https")
                || forwarded.toLowerCase(Locale.ROOT).replace("\"", "").contains("proto=https");
    }
}
