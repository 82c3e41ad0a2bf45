package dev.sliprovider.promql;

import dev.sliprovider.promql.QueryProblem.Rule;
import java.util.List;
import java.util.regex.Pattern;

/**
 * YAML joins the lines of a text behind {@code >} and of a plain text, so that a comment which ended its line takes in
 * everything that followed.
 */
final class CommentRule {

    /** An operator before an operand with a parenthesis, a brace or a bracket. */
    private static final Pattern QUERY =
            Pattern.compile("(?s).*(?:^|\\s)(?:[-+*/%^]|and|or|unless|[<>=!]=|[<>])\\s*[\\w:(]*[({\\[].*");

    private CommentRule() {}

    static List<QueryProblem> check(Promql.Query query) {
        String text = query.text();
        return query.tokens().stream()
                .filter(token -> token.is(TokenKind.COMMENT))
                .filter(token -> isBehindQuery(text, token) && isLastLine(text, token))
                .filter(token -> QUERY.matcher(token.text()).matches())
                .map(CommentRule::problem)
                .toList();
    }

    private static boolean isBehindQuery(String text, Token comment) {
        String line = text.substring(text.lastIndexOf('\n', comment.start()) + 1, comment.start());
        return !line.isBlank();
    }

    private static boolean isLastLine(String text, Token comment) {
        return text.substring(comment.span().end()).isBlank();
    }

    private static QueryProblem problem(Token comment) {
        return new QueryProblem(
                comment.span(),
                Rule.SWALLOWED,
                "everything behind # is a comment, and this one looks as if a part of the query were in it",
                "write the query behind |, which keeps its lines, not behind >");
    }
}
