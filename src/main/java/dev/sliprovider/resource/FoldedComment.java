package dev.sliprovider.resource;

import dev.sliprovider.promql.ContextScanner;
import dev.sliprovider.promql.LexicalContext.Comment;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Finds a PromQL comment that swallows the following lines, because YAML joins the lines of a folded ({@code >}), plain or
 * quoted text.
 */
final class FoldedComment {

    private final List<String> lines;

    /** @param lines of the file */
    FoldedComment(List<String> lines) {
        this.lines = lines;
    }

    /** @return the beginning of the comment, if it contains a part of the query */
    Optional<SliYaml.Place> in(ScalarNode query) {
        int first = query.getStartMark().getLine();
        int last = Math.min(query.getEndMark().getLine(), lines.size() - 1);
        if (query.getScalarStyle() == ScalarStyle.LITERAL || last == first) {
            return Optional.empty();
        }
        String text = query.getValue();
        var scanner = new ContextScanner(text);
        int line = first;
        for (int at = text.indexOf('#'); at >= 0 && line < last; at = text.indexOf('#', at + 1)) {
            // A comment contains everything after its first character.
            if (scanner.at(at + 1) instanceof Comment) {
                String comment = comment(text, at);
                Optional<SliYaml.Place> begun = begun(comment, line, last);
                if (begun.isPresent() && isMore(comment, begun.get(), last)) {
                    return begun;
                }
                // The next comment begins on a later line.
                line = begun.map(SliYaml.Place::line).orElse(line);
                at += comment.length() - 1;
            }
        }
        return Optional.empty();
    }

    private static String comment(String text, int at) {
        int end = text.indexOf('\n', at);
        return text.substring(at, end < 0 ? text.length() : end);
    }

    /** @return the beginning of the comment in the file, counted from 1 */
    private Optional<SliYaml.Place> begun(String comment, int first, int last) {
        for (int line = first; line < last; line++) {
            String source = source(line);
            for (int hash = source.indexOf('#'); hash >= 0; hash = source.indexOf('#', hash + 1)) {
                if (comment.startsWith(source.substring(hash))) {
                    return Optional.of(new SliYaml.Place(line + 1, source.codePointCount(0, hash) + 1));
                }
            }
        }
        return Optional.empty();
    }

    /** @return a line without trailing blanks and backslash, which are not a part of the query */
    private String source(int line) {
        String source = lines.get(line).stripTrailing();
        return source.endsWith("\\") ? source.substring(0, source.length() - 1).stripTrailing() : source;
    }

    private boolean isMore(String comment, SliYaml.Place begun, int last) {
        String source = source(begun.line() - 1);
        String own = source.substring(source.offsetByCodePoints(0, begun.column() - 1));
        return isMore(comment.substring(own.length()).strip(), begun.line(), last);
    }

    /** Whether the rest of a comment has a line that is not a comment. */
    private boolean isMore(String comment, int next, int last) {
        String rest = comment;
        for (int line = next; line <= last && !rest.isEmpty(); line++) {
            String source = lines.get(line).strip();
            if (!source.isEmpty() && !source.startsWith("#")) {
                return true;
            }
            rest = rest.startsWith(source) ? rest.substring(source.length()).strip() : rest;
        }
        return false;
    }
}
