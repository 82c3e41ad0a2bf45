package dev.sliprovider.resource;

import dev.sliprovider.promql.ContextScanner;
import dev.sliprovider.promql.LexicalContext.Comment;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Finds a comment of PromQL that takes in the following lines, because YAML joins the lines of a text behind {@code >}, of
 * a plain and of a quoted one.
 */
final class FoldedComment {

    private final List<String> lines;

    /** @param lines of the file */
    FoldedComment(List<String> lines) {
        this.lines = lines;
    }

    /** @return where the comment begins, if there is more in it than comments */
    Optional<SliYaml.Place> in(ScalarNode query) {
        int first = query.getStartMark().getLine();
        int last = Math.min(query.getEndMark().getLine(), lines.size() - 1);
        if (query.getScalarStyle() == ScalarStyle.LITERAL || last == first) {
            return Optional.empty();
        }
        String text = query.getValue();
        var scanner = new ContextScanner(text);
        for (int at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
            // In a comment is what follows its first character.
            if (scanner.at(at + 1) instanceof Comment) {
                String comment = text.substring(at).lines().findFirst().orElse("");
                Optional<SliYaml.Place> place = place(comment, first, last);
                if (place.isPresent()) {
                    return place;
                }
                at += comment.length() - 1;
            }
        }
        return Optional.empty();
    }

    private Optional<SliYaml.Place> place(String comment, int first, int last) {
        for (int line = first; line < last; line++) {
            String source = lines.get(line).replaceFirst("\\\\?\\s*$", "");
            for (int hash = source.indexOf('#'); hash >= 0; hash = source.indexOf('#', hash + 1)) {
                String begun = source.substring(hash);
                if (comment.startsWith(begun)
                        && isMore(comment.substring(begun.length()).strip(), line + 1, last)) {
                    return Optional.of(new SliYaml.Place(line + 1, source.codePointCount(0, hash) + 1));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether the rest of a comment has a line that is no comment itself. */
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
