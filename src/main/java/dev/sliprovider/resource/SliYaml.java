package dev.sliprovider.resource;

import dev.sliprovider.resource.SliProblem.Severity;
import dev.sliprovider.sli.QueryTemplate;
import dev.sliprovider.sli.SliConfig;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.Mark;

/**
 * A sli.yaml (contract §7.1) as it was read, and its problems with line and column.
 *
 * @param config the content; only valid if {@link #isUsable()}
 * @param problems in the order of the file
 * @param places the beginning of each indicator's query
 */
public record SliYaml(SliConfig config, List<SliProblem> problems, Map<String, Place> places) {

    /**
     * A place in the file.
     *
     * @param line from 1
     * @param column from 1
     */
    public record Place(int line, int column) {
        static Place of(Mark mark) {
            return mark == null ? new Place(1, 1) : new Place(mark.getLine() + 1, mark.getColumn() + 1);
        }
    }

    /** A longer file is refused; in code points. */
    public static final int FILE_LENGTH = 1 << 20;
    /** A longer query is refused; in characters. */
    public static final int QUERY_LENGTH = QueryTemplate.LONGEST;

    /** @return whether the file can be used */
    public boolean isUsable() {
        return problems.stream().noneMatch(problem -> problem.severity() == Severity.ERROR);
    }

    /**
     * @param location the file, for messages
     * @param text its content
     */
    public static SliYaml parse(String location, String text) {
        return new SliYamlParser(location).parse(text);
    }
}
