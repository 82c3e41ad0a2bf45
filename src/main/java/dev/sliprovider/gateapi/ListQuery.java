package dev.sliprovider.gateapi;

import dev.sliprovider.history.KeptEvaluation;
import dev.sliprovider.sli.Scope;
import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Which evaluations a client wants to list.
 *
 * @param parameters of the address
 */
record ListQuery(MultiMap parameters) {

    private static final int USUAL = 20;
    private static final int MOST = 100;
    /** With a condition on their content, this many of each service are looked at. */
    private static final int MOST_READ = 500;

    private static final Set<String> RESULTS = Set.of("pass", "warning", "fail");

    ListQuery {
        for (String result : results(parameters)) {
            if (!RESULTS.contains(result)) {
                throw ProblemException.wrong(
                        "result", "result is \"" + result + "\"; write pass, warning or fail, separated by commas");
            }
        }
        for (String label : parameters.getAll("label")) {
            if (label.indexOf('=') < 1) {
                throw ProblemException.wrong("label", "label is not KEY=VALUE; correct it");
            }
        }
        if (!parameters.contains("limit")) {
            parameters.set("limit", Integer.toString(USUAL));
        }
        String limit = parameters.get("limit");
        if (!limit.matches("[1-9]\\d{0,2}") || Integer.parseInt(limit) > MOST) {
            throw ProblemException.wrong("limit", "limit is no number from 1 to " + MOST + "; correct it");
        }
    }

    int limit() {
        return Integer.parseInt(parameters.get("limit"));
    }

    /** @return how many evaluations of each service are read */
    int read() {
        return results(parameters).isEmpty() && parameters.getAll("label").isEmpty() ? limit() : MOST_READ;
    }

    boolean isOf(Scope scope) {
        return is("project", scope.project()) && is("stage", scope.stage()) && is("service", scope.service());
    }

    boolean matches(KeptEvaluation kept) {
        List<String> results = results(parameters);
        return (results.isEmpty() || results.contains(kept.result()))
                && parameters.getAll("label").stream().allMatch(label -> hasLabel(kept, label));
    }

    private static boolean hasLabel(KeptEvaluation kept, String label) {
        int equals = label.indexOf('=');
        return kept.data()
                .path("labels")
                .path(label.substring(0, equals))
                .asText()
                .equals(label.substring(equals + 1));
    }

    private boolean is(String parameter, String name) {
        return !parameters.contains(parameter)
                || parameters.get(parameter).isEmpty()
                || parameters.get(parameter).equals(name);
    }

    private static List<String> results(MultiMap parameters) {
        return parameters.getAll("result").stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .filter(word -> !word.isBlank())
                .toList();
    }
}
