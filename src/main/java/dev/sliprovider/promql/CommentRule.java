package dev.sliprovider.promql;

import dev.sliprovider.promql.QueryProblem.Rule;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds comments that swallow a part of the query: YAML joins the lines of a folded ({@code >}) or plain text, so a comment
 * continues to the end of the query.
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
                .filter(token -> followsQuery(text, token) && isLastLine(text, token))
                .filter(token -> QUERY.matcher(token.text()).matches())
                .map(CommentRule::problem)
                .toList();
    }

    private static boolean followsQuery(String text, Token comment) {
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
                "everything after # is a comment, and this comment looks as if it swallowed a part of the query",
                "write the query as a block scalar (|), which keeps its lines, not as folded text (>)");
    }
}
