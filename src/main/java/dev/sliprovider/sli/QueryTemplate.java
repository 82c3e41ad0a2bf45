package dev.sliprovider.sli;

import dev.sliprovider.sli.TemplatePart.Reference;
import dev.sliprovider.sli.TemplatePart.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A query of sli.yaml with placeholders (contract §7.3). They are replaced in one pass, the longest known name first,
 * and a placeholder inside a value is not replaced. {@code ${NAME}} is {@code $NAME} where text follows directly.
 *
 * @param text PromQL with placeholders, never blank
 */
public record QueryTemplate(String text) implements IndicatorQuery {

    private static final Pattern FIXED_WINDOW = Pattern.compile("\\[\\s*\\d+(?:ms|[smhdwy])[^]]*]");

    /** @throws IllegalArgumentException if there is no text */
    public QueryTemplate {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("a query must not be empty");
        }
    }

    @Override
    public PlannedQuery plan(String indicator, SliTask task, Placeholders known) {
        var promql = new StringBuilder(text.length() + 64);
        for (TemplatePart part : TemplatePart.split(text, known)) {
            switch (part) {
                case Text(String own) -> promql.append(own);
                case Reference reference -> {
                    Optional<String> value = known.value(reference.name());
                    if (value.isEmpty()) {
                        return unresolved(indicator, reference, known);
                    }
                    Optional<String> fitting = reference.position().fit(value.get());
                    if (fitting.isEmpty()) {
                        return unsafe(indicator, reference);
                    }
                    promql.append(fitting.get());
                }
            }
        }
        return new PlannedQuery.Ready(
                indicator, promql.toString(), task.timeframe().end());
    }

    /**
     * Finds placeholders that nothing defines, without a task.
     *
     * @param names additional placeholders: keys of filters
     * @return a sentence for each
     */
    public List<String> unknownPlaceholders(List<String> names) {
        var all = new ArrayList<>(Placeholders.BUILT_IN);
        all.addAll(names);
        names.forEach(name -> all.add(name.toUpperCase(Locale.ROOT)));
        Placeholders known = Placeholders.named(all);
        return TemplatePart.split(text, known).stream()
                .filter(part -> part instanceof Reference r
                        && known.value(r.name()).isEmpty()
                        && !r.name().startsWith(Placeholders.LABEL_PREFIX))
                .map(part -> undefined((Reference) part, known))
                .distinct()
                .toList();
    }

    /** @return a range such as {@code [5m]}, if the query has one and does not use the length of the evaluated window */
    public Optional<String> fixedWindow() {
        List<TemplatePart> parts = TemplatePart.split(text, Placeholders.named(Placeholders.BUILT_IN));
        boolean usesDuration = parts.stream()
                .anyMatch(part -> part instanceof Reference r && r.name().equals("DURATION_SECONDS"));
        return usesDuration
                ? Optional.empty()
                : FIXED_WINDOW.matcher(text).results().map(MatchResult::group).findFirst();
    }

    private static PlannedQuery unresolved(String indicator, Reference reference, Placeholders known) {
        return PlannedQuery.Rejected.of(
                indicator,
                Reason.UNRESOLVED_PLACEHOLDER,
                undefined(reference, known) + " Known here: " + known.list() + ".");
    }

    private static String undefined(Reference reference, Placeholders known) {
        String name = reference.name();
        String meant = known.nearest(name)
                .map(nearest -> "$" + nearest)
                .or(() -> known.beginning(name)
                        .map(beginning -> "${" + beginning + "}" + name.substring(beginning.length())))
                .map(text -> "; did you mean " + text + "?")
                .orElse(".");
        return "nothing defines the placeholder " + reference.written() + meant;
    }

    private static PlannedQuery unsafe(String indicator, Reference reference) {
        String remedy = reference.position() == Position.RAW
                ? "contains a backtick; put the placeholder into \"…\" instead of `…`."
                : "is not a plain name, number or duration ([A-Za-z0-9_:.-]+); outside of a string literal nothing else is"
                        + " filled in. Put the placeholder into a literal, or change the value.";
        return PlannedQuery.Rejected.of(
                indicator, Reason.UNSAFE_VALUE, "the value of the placeholder " + reference.written() + " " + remedy);
    }
}
