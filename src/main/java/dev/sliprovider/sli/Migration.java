package dev.sliprovider.sli;

import dev.sliprovider.promql.LexicalContext.Literal;
import dev.sliprovider.sli.TemplatePart.Reference;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds values that give another query in prometheus-service, because it inserts them unchanged and replaces placeholders
 * in them ({@code docs/migration.md}).
 */
public final class Migration {

    private static final String ESCAPED = "\\\\";

    /** A query that has a value where there is no series. */
    private static final Pattern REPLACEMENT = Pattern.compile("(?is)\\bor\\b.*\\bvector\\s*\\(");

    private Migration() {}

    /** @return the warning about an inserted value */
    static Optional<String> warning(Reference reference, String value, Placeholders known) {
        boolean isUnfamiliar = !Placeholders.BUILT_IN.contains(reference.name());
        boolean isEscaped = reference.place() instanceof Literal literal && literal.quote() != '`';
        return isUnfamiliar ? of("placeholder " + reference.written(), value, isEscaped, known) : Optional.empty();
    }

    /** @return the warnings about the filters in a built-in query */
    static List<String> builtIn(List<Filter> filters, Placeholders known) {
        return filters.stream()
                .flatMap(filter ->
                        of(
                                "filter " + filter.key(),
                                filter.value(),
                                filter.operator().isEmpty(),
                                known)
                                .stream())
                .toList();
    }

    /**
     * @param filters keys of the filter in slo.yaml
     * @return the warnings about a query of sli.yaml, a sentence each
     */
    public static List<String> query(QueryTemplate query, List<String> filters) {
        Placeholders known = Placeholders.named(
                Stream.concat(Placeholders.BUILT_IN.stream(), filters.stream()).toList());
        return TemplatePart.split(query.text(), known).stream()
                .filter(Reference.class::isInstance)
                .map(Reference.class::cast)
                .flatMap(reference -> of(reference, query, known).stream())
                .distinct()
                .toList();
    }

    private static Optional<String> of(Reference reference, QueryTemplate query, Placeholders known) {
        boolean isLabel = reference.name().startsWith(Placeholders.LABEL_PREFIX);
        if (!isLabel && known.value(reference.name()).isEmpty()) {
            return REPLACEMENT.matcher(query.text()).find()
                    ? Optional.of("prometheus-service sends " + reference.written()
                            + " as it is, so that \"or vector(0)\" gives 0; here the indicator fails")
                    : Optional.empty();
        }
        return reference.place() instanceof Literal || Placeholders.BUILT_IN.contains(reference.name())
                ? Optional.empty()
                : Optional.of(reference.written() + " is outside of a string literal: prometheus-service inserts any"
                        + " text there, here only names, numbers and durations are filled in");
    }

    /** @return the warnings about the value of a filter in slo.yaml, a sentence each */
    public static List<String> filter(Filter filter) {
        Placeholders known = Placeholders.named(Placeholders.BUILT_IN);
        boolean isEscaped = filter.operator().isEmpty() || !Filter.isQuoted(filter.operand());
        Stream<String> value = Stream.concat(
                of("filter " + filter.key(), filter.value(), true, known).stream(), quoted(filter, isEscaped).stream());
        boolean isIndented = !filter.value().equals(filter.value().strip())
                && !new Filter(filter.key(), filter.value().strip()).operator().isEmpty();
        Stream<String> indented = isIndented
                ? Stream.of("the value of filter " + filter.key()
                        + " begins with a blank: its operator is read as text;" + " remove the blank")
                : Stream.empty();
        return Stream.concat(value, indented).toList();
    }

    private static Optional<String> quoted(Filter filter, boolean isEscaped) {
        String unquoted = filter.unquoted();
        return isEscaped && (unquoted.indexOf('"') >= 0 || unquoted.indexOf('\'') >= 0)
                ? Optional.of("the value of filter " + filter.key() + " has a quote inside, which is kept here;"
                        + " prometheus-service removes it")
                : Optional.empty();
    }

    private static Optional<String> of(String what, String value, boolean isEscaped, Placeholders known) {
        if (isEscaped && value.contains(ESCAPED)) {
            return Optional.of("the value of " + what + " has two backslashes, which mean two here;"
                    + " prometheus-service read them as one escaped backslash, so write one if one is meant");
        }
        return known.nameIn(value)
                .map(name -> "the value of " + what + " has $" + name
                        + ", which is not replaced here; prometheus-service replaced it, so write the value itself");
    }
}
