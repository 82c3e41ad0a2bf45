package dev.sliprovider.web;

import dev.sliprovider.sli.Scope;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Addresses of the pages. Names come from others and may have any characters. */
final class Links {

    static final String OVERVIEW = "/services";
    static final String LOGIN = "/login";
    static final String LOGOUT = "/logout";

    /** Pages to return to after a login: never an address of another server. */
    private static final Pattern OWN =
            Pattern.compile("/services(/[\\w%.~!$'()*+,;=:@-]+)*(\\?[\\w%.~!$&'()*+,;=:@/?-]*)?");

    private static final int LONGEST = 2000;

    private Links() {}

    static String service(Scope scope) {
        return OVERVIEW + "/" + part(scope.project()) + "/" + part(scope.stage()) + "/" + part(scope.service());
    }

    static String evaluation(Scope scope, String id) {
        return service(scope) + "/evaluations/" + part(id);
    }

    /** @return an address relative to that of the service's page: shorter, because there are hundreds on one page */
    static String evaluationBelow(Scope scope, String id) {
        return part(scope.service()) + "/evaluations/" + part(id);
    }

    /** @return an address relative to that of the service's page: the same page with these labels only */
    static String filtered(Scope scope, List<Label> labels, int limit) {
        String query =
                labels.stream().map(label -> "label=" + part(label.text())).collect(Collectors.joining("&"));
        String count = limit == ServiceQuery.USUAL ? "" : "limit=" + limit;
        String both = query + (query.isEmpty() || count.isEmpty() ? "" : "&") + count;
        return both.isEmpty() ? service(scope) : "?" + both;
    }

    static String login(String target) {
        return LOGIN + "?to=" + part(target);
    }

    /** @return the address if it is one of ours, else the overview */
    static String own(String target) {
        return target != null
                        && target.length() <= LONGEST
                        && OWN.matcher(target).matches()
                ? target
                : OVERVIEW;
    }

    private static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
