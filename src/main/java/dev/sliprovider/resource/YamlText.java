package dev.sliprovider.resource;

import dev.sliprovider.resource.SliYaml.Place;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Composes the nodes of a YAML text within limits; whatever is wrong has a place. */
final class YamlText {

    /** The library's words for a character between tokens that is no blank. */
    private static final String NO_TOKEN = "cannot start any token";

    private static final int ALIASES = 50;
    private static final int DEPTH = 20;

    private YamlText() {}

    /** The text cannot be read. */
    static final class UnreadableException extends Exception {

        private final transient Place place;
        private final int codePoint;

        UnreadableException(Place place, String message) {
            this(place, -1, message);
        }

        private UnreadableException(Place place, int codePoint, String message) {
            super(message);
            this.place = place;
            this.codePoint = codePoint;
        }

        private static UnreadableException of(MarkedYAMLException cause) {
            Mark mark = cause.getProblemMark();
            boolean isStuck = mark != null && String.valueOf(cause.getProblem()).contains(NO_TOKEN);
            return new UnreadableException(
                    Place.of(mark),
                    isStuck ? mark.getIndex() : -1,
                    "this is not valid YAML: " + cause.getProblem() + remedy(cause));
        }

        /** The criterion >=5 without quotes is the most frequent mistake in slo.yaml. */
        private static String remedy(MarkedYAMLException cause) {
            return String.valueOf(cause.getProblem()).contains("chomping or indentation indicators")
                    ? "; a text that begins with > or | needs quotes, such as \">=5\""
                    : "";
        }

        Place place() {
            return place;
        }

        /** @return where no token begins, counted in code points; negative for any other problem */
        int codePoint() {
            return codePoint;
        }
    }

    /** Reads events. */
    interface Reading<T> {
        T read() throws UnreadableException;
    }

    /** @return the only document, or null if there is none */
    static Node compose(String text) throws UnreadableException {
        // The library's own limit leaves out comments and blanks.
        if (text.codePointCount(0, text.length()) > SliYaml.FILE_LENGTH) {
            throw new UnreadableException(
                    Place.of(null), "the file is refused: it has more than " + SliYaml.FILE_LENGTH + " characters");
        }
        var options = options();
        var parser = new ParserImpl(new StreamReader(text), options);
        return parse(text, parser, () -> new Composer(parser, new Resolver(), options).getSingleNode());
    }

    /** @return the limits that hold for every file */
    static LoaderOptions options() {
        var options = new LoaderOptions();
        options.setCodePointLimit(SliYaml.FILE_LENGTH);
        options.setMaxAliasesForCollections(ALIASES);
        options.setNestingDepthLimit(DEPTH);
        return options;
    }

    /** Reads a text, and gives each of the library's errors a place. */
    static <T> T parse(String text, Parser parser, Reading<T> reading) throws UnreadableException {
        try {
            return reading.read();
        } catch (MarkedYAMLException e) {
            throw UnreadableException.of(e);
        } catch (ReaderException e) {
            throw new UnreadableException(
                    place(text, e.getPosition()),
                    "this is not valid YAML: special characters are not allowed, found U+"
                            + "%04X".formatted(e.getCodePoint()));
        } catch (YAMLException e) {
            throw new UnreadableException(
                    reached(parser),
                    "the file is refused: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            // The library's scanner throws them at some broken escapes and cut collections.
            throw new UnreadableException(reached(parser), "this is not valid YAML");
        }
    }

    /** Errors about limits come without a place: it is where the parser stopped. */
    private static Place reached(Parser parser) {
        try {
            Event next = parser.peekEvent();
            Mark mark = next == null ? null : next.getStartMark();
            return Place.of(mark);
        } catch (YAMLException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return Place.of(null);
        }
    }

    private static Place place(String text, int codePoints) {
        String before = text.substring(0, text.offsetByCodePoints(0, codePoints));
        int lineStart = before.lastIndexOf('\n') + 1;
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Place(line, before.codePointCount(lineStart, before.length()) + 1);
    }
}
