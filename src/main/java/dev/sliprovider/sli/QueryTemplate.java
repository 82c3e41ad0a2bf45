package dev.sliprovider.sli;

import dev.sliprovider.promql.LexicalContext.Literal;
import dev.sliprovider.promql.LexicalContext.MatchedValue;
import dev.sliprovider.sli.TemplatePart.Format;
import dev.sliprovider.sli.TemplatePart.Malformed;
import dev.sliprovider.sli.TemplatePart.Reference;
import dev.sliprovider.sli.TemplatePart.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A query of sli.yaml with placeholders (contract §7.3). They are replaced in one pass, the longest known name first,
 * and a placeholder inside a value is not replaced. {@code ${NAME}} is {@code $NAME} where text follows directly, and
 * {@code ${NAME:regex}} is its value as literal text of a regular expression.
 *
 * @param text PromQL with placeholders, never blank
 */
public record QueryTemplate(String text) implements IndicatorQuery {

    /** A longer query is not sent, in characters; neither is one that becomes longer by what is filled in. */
    public static final int LONGEST = 16_384;

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
        var warnings = new ArrayList<String>();
        for (TemplatePart part : TemplatePart.split(text, known)) {
            switch (part) {
                case Text(String own) -> promql.append(own);
                case Malformed(String written) -> {
                    return PlannedQuery.Rejected.of(indicator, Reason.UNRESOLVED_PLACEHOLDER, noPlaceholder(written));
                }
                case Reference reference -> {
                    Optional<String> value = known.value(reference.name());
                    if (value.isEmpty()) {
                        return unresolved(indicator, reference, known);
                    }
                    if (value.get().length() > LONGEST - promql.length()) {
                        return tooLong(indicator, reference.written());
                    }
                    Optional<String> fitting =
                            isMisplaced(reference) ? Optional.empty() : fitting(reference, value.get());
                    if (fitting.isEmpty()) {
                        return unsafe(indicator, reference);
                    }
                    promql.append(fitting.get());
                    Migration.warning(reference, value.get(), known).ifPresent(warnings::add);
                }
            }
            if (promql.length() > LONGEST) {
                return tooLong(indicator, "the values of its placeholders");
            }
        }
        return new PlannedQuery.Ready(
                indicator,
                promql.toString(),
                task.timeframe().end(),
                warnings.stream().distinct().toList(),
                "");
    }

    @Override
    public Set<String> namesOfScope(SliTask task) {
        return TemplatePart.split(text, Placeholders.of(task)).stream()
                .filter(Reference.class::isInstance)
                .map(part -> ((Reference) part).name())
                .filter(name -> Placeholders.isOfScope(name, task))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<String> fitting(Reference reference, String value) {
        return ValueText.at(reference.place(), reference.format() == Format.REGEX ? ValueText.pattern(value) : value);
    }

    /** A text in which dots are escaped is another text where = compares. */
    private static boolean isMisplaced(Reference reference) {
        return reference.format() == Format.REGEX
                && reference.place() instanceof Literal literal
                && literal.role() instanceof MatchedValue value
                && !value.isPattern();
    }

    /**
     * Finds placeholders that nothing defines or that cannot stand at their place, without a task.
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
                .flatMap(part -> wrong(part, known).stream())
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

    private static Optional<String> wrong(TemplatePart part, Placeholders known) {
        return switch (part) {
            case Text own -> Optional.empty();
            case Malformed(String written) -> Optional.of(noPlaceholder(written));
            case Reference reference when isMisplaced(reference) -> Optional.of(misplaced(reference));
            case Reference reference ->
                known.value(reference.name()).isPresent() || reference.name().startsWith(Placeholders.LABEL_PREFIX)
                        ? Optional.empty()
                        : Optional.of(undefined(reference, known));
        };
    }

    private static PlannedQuery unresolved(String indicator, Reference reference, Placeholders known) {
        return PlannedQuery.Rejected.of(
                indicator,
                Reason.UNRESOLVED_PLACEHOLDER,
                undefined(reference, known) + " Known here: " + known.list() + ".");
    }

    private static String noPlaceholder(String written) {
        return written + " is no placeholder; write ${NAME} without blanks and with its closing brace.";
    }

    private static String undefined(Reference reference, Placeholders known) {
        String name = reference.name();
        String meant = Stream.of(
                        known.nearest(name).map(nearest -> "$" + nearest),
                        known.beginning(name)
                                .map(beginning -> "${" + beginning + "}" + name.substring(beginning.length())))
                .flatMap(Optional::stream)
                .findFirst()
                .map(text -> "; did you mean " + text + "?")
                .orElse(".");
        return "nothing defines the placeholder " + reference.written() + meant;
    }

    private static PlannedQuery tooLong(String indicator, String what) {
        return PlannedQuery.Rejected.of(
                indicator,
                Reason.UNUSABLE_QUERY,
                "the query is longer than " + LONGEST + " characters with the value of " + what
                        + "; make the value shorter.");
    }

    private static PlannedQuery unsafe(String indicator, Reference reference) {
        String cause = isMisplaced(reference) ? misplaced(reference) : unfitting(reference);
        return PlannedQuery.Rejected.of(indicator, Reason.UNSAFE_VALUE, cause);
    }

    private static String misplaced(Reference reference) {
        return "the placeholder " + reference.written() + " is written as a regular expression, but = and != compare"
                + " texts; write $" + reference.name() + " there.";
    }

    private static String unfitting(Reference reference) {
        String remedy = reference.place() instanceof Literal
                ? "contains a backtick; put the placeholder into \"…\" instead of `…`."
                : "is not a plain name, number or duration ([A-Za-z0-9_:.-]+); outside of a string literal nothing else is"
                        + " filled in. Put the placeholder into a literal, or change the value.";
        return "the value of the placeholder " + reference.written() + " " + remedy;
    }
}
