package dev.sliprovider.promql;

import dev.sliprovider.promql.LexicalContext.Literal;
import dev.sliprovider.promql.LexicalContext.MatchedValue;
import dev.sliprovider.promql.QueryProblem.Rule;
import java.util.List;
import java.util.Set;

/** A value that is put into a regular expression means something else if it contains a dot or a parenthesis. */
final class PatternRule {

    /** Names of Keptn, and its kinds of deployments, have lower-case letters, digits and hyphens only, which are no syntax outside of brackets. */
    private static final Set<String> HARMLESS = Set.of("PROJECT", "STAGE", "SERVICE", "DEPLOYMENT", "DURATION_SECONDS");

    /** A placeholder with this format is filled in as literal text. */
    private static final String LITERAL = ":regex";

    private PatternRule() {}

    static List<QueryProblem> check(QueryText query) {
        return query.placed().stream()
                .filter(placed -> !HARMLESS.contains(placed.placeholder().name()))
                .filter(placed -> !placed.placeholder().name().endsWith(LITERAL))
                .filter(placed -> placed.context() instanceof Literal literal
                        && literal.role() instanceof MatchedValue value
                        && value.isPattern())
                .map(placed -> problem(placed.placeholder()))
                .toList();
    }

    private static QueryProblem problem(QueryText.Placeholder placeholder) {
        return new QueryProblem(
                placeholder.span(),
                Rule.RAW_PATTERN,
                "the value of " + Quoting.shortened(placeholder.name())
                        + " becomes part of a regular expression, in which . + ( and others have a meaning",
                "write ${" + Quoting.shortened(placeholder.name()) + LITERAL + "} for the value as literal text");
    }
}
