package dev.sliprovider.web;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Responses with the headers that keep a page to itself. */
final class PageResponses {

    private static final int SEE_OTHER = 303;

    private PageResponses() {}

    static Response page(int status, String html, String policy) {
        return guarded(Response.status(status))
                .header(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
                .header("Content-Security-Policy", policy)
                .entity(html)
                .build();
    }

    /** @param target an address of ours */
    static Response.ResponseBuilder redirect(String target) {
        // Not location(URI), which asks for the present request, also where there is none.
        return guarded(Response.status(SEE_OTHER)).header(HttpHeaders.LOCATION, target);
    }

    private static Response.ResponseBuilder guarded(Response.ResponseBuilder response) {
        return response.header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin");
    }
}
