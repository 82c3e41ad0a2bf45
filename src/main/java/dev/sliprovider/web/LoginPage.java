package dev.sliprovider.web;

import java.util.Map;

/** The form for the token. */
final class LoginPage {

    private final PageFrame frame = new PageFrame("login");

    String policy() {
        return frame.policy();
    }

    /**
     * @param form what the form has to bring back
     * @param target the page to return to
     * @param problem why the last attempt was refused; empty if there was none
     */
    String html(String form, String target, String problem) {
        return frame.render("Log in", Map.of("loginForm", form, "target", target, "problem", problem));
    }
}
