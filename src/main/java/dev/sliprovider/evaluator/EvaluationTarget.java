package dev.sliprovider.evaluator;

import dev.sliprovider.gate.Values;
import dev.sliprovider.sli.Filter;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.sli.SliTask;
import dev.sliprovider.slo.ProviderAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The service and the window that are evaluated.
 *
 * @param scope the service
 * @param deployment of the service, if one was named
 * @param window the evaluated window; empty if none was named and Prometheus is not queried
 * @param labels of the evaluation
 * @param filters in addition to those of slo.yaml, which they replace
 * @param attributes of the event that records the evaluation; {@code gitcommitid} is the commit of the configuration
 */
public record EvaluationTarget(
        Scope scope,
        Optional<String> deployment,
        Optional<Window> window,
        Map<String, String> labels,
        Map<String, String> filters,
        Map<String, String> attributes) {

    /** @return the task to retrieve the values for these objectives */
    public SliTask task(List<String> indicators, Map<String, String> filtersOfSlo) {
        var all = new LinkedHashMap<>(filtersOfSlo);
        all.putAll(filters);
        var list = new ArrayList<Filter>();
        all.forEach((key, value) -> list.add(new Filter(key, value)));
        return new SliTask(
                scope,
                deployment.orElse(SliTask.DEFAULT_DEPLOYMENT),
                window.orElseThrow().timeframe(),
                indicators,
                list,
                labels,
                commit());
    }

    /** @return values that were retrieved before, with the scope, the window and the labels of this evaluation */
    public Values judging(Values given) {
        ProviderAnswer answer = given.answer();
        var all = new LinkedHashMap<>(answer.labels());
        all.putAll(labels);
        return given.with(new ProviderAnswer(
                scope.project(),
                scope.stage(),
                scope.service(),
                all,
                answer.status(),
                answer.result(),
                answer.message(),
                window.map(Window::start).orElse(answer.start()),
                window.map(Window::end).orElse(answer.end()),
                answer.values()));
    }

    /** @return the same with another window */
    public EvaluationTarget with(Window other) {
        return new EvaluationTarget(scope, deployment, Optional.of(other), labels, filters, attributes);
    }

    /** @return the commit of the configuration, if one was named */
    public Optional<String> commit() {
        return Optional.ofNullable(attributes.get("gitcommitid"));
    }
}
