package dev.sliprovider.gateapi;

import dev.sliprovider.evaluator.CompareWith;
import dev.sliprovider.evaluator.EvaluationTarget;
import dev.sliprovider.evaluator.Window;
import dev.sliprovider.gateapi.EvaluationRequest.Recording;
import dev.sliprovider.gateapi.EvaluationRequest.Terms;
import dev.sliprovider.sli.Scope;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The members of a request, or the parameters of its address, as they are written.
 *
 * @param texts by name; blank ones are absent
 * @param labels of the evaluation
 * @param filters in addition to those of slo.yaml
 * @param compareWith what is compared with; empty for the history
 */
record RequestFields(
        Map<String, String> texts, Map<String, String> labels, Map<String, String> filters, List<String> compareWith) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~+=@:-]{0,119}");

    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name)).filter(text -> !text.isBlank());
    }

    /** @return the id; a new one if none is given */
    String id() {
        String id = text("id").orElseGet(() -> UUID.randomUUID().toString());
        if (!ID.matcher(id).matches()) {
            throw ProblemException.wrong(
                    "id",
                    "id has other characters than letters, digits and . _ ~ + = @ : - or more than 120; change it");
        }
        return id;
    }

    /** @return the service, once it is known that project, stage and service are there */
    Scope scope() {
        for (String name : List.of("project", "stage", "service")) {
            if (text(name).isEmpty()) {
                throw ProblemException.wrong(name, name + " is missing; name project, stage and service");
            }
        }
        return new Scope(texts.get("project"), texts.get("stage"), texts.get("service"));
    }

    /** @param isWindowNeeded whether Prometheus is asked, so that there must be a window */
    EvaluationTarget target(boolean isWindowNeeded) {
        var attributes = new LinkedHashMap<String, String>();
        text("commit").ifPresent(commit -> attributes.put("gitcommitid", commit));
        return new EvaluationTarget(scope(), text("deployment"), window(isWindowNeeded), labels, filters, attributes);
    }

    private Optional<Window> window(boolean isNeeded) {
        Optional<String> start = text("start");
        Optional<String> end = text("end");
        Optional<String> timeframe = text("timeframe");
        if (!isNeeded && start.isEmpty() && end.isEmpty() && timeframe.isEmpty()) {
            return Optional.empty();
        }
        String field = start.isPresent() ? "start" : timeframe.isPresent() ? "timeframe" : "end";
        return Optional.of(checked(field, () -> {
            Window window =
                    Window.of(Window.Names.MEMBERS, start.orElse(null), end.orElse(null), timeframe.orElse(null));
            Window.requireLongEnough(window.timeframe());
            return window;
        }));
    }

    Terms terms(GateConfig config, Recording standard) {
        Duration deadline = text("deadline").map(RequestFields::deadline).orElse(config.deadline());
        return new Terms(
                checked("compareWith", this::comparison),
                text("waitForData").map(text -> length("waitForData", text)).orElse(config.waitForData()),
                deadline.compareTo(config.deadline()) < 0 ? deadline : config.deadline(),
                text("record").map(RequestFields::recording).orElse(standard));
    }

    private static Duration deadline(String text) {
        Duration deadline = length("deadline", text);
        if (deadline.isZero()) {
            throw ProblemException.wrong("deadline", "deadline is no time at all; allow at least 1s");
        }
        return deadline;
    }

    private CompareWith comparison() {
        return compareWith.isEmpty() ? new CompareWith.History() : CompareWith.parse(compareWith, "");
    }

    private static Duration length(String field, String text) {
        return text.matches("0+s?") ? Duration.ZERO : checked(field, () -> Window.length(field, text));
    }

    private static Recording recording(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "auto" -> Recording.AUTO;
            case "always" -> Recording.ALWAYS;
            case "never" -> Recording.NEVER;
            default ->
                throw ProblemException.wrong("record", "record is \"" + word + "\"; write auto, always or never");
        };
    }

    static <T> T checked(String field, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw ProblemException.wrong(field, e.getMessage());
        }
    }
}
