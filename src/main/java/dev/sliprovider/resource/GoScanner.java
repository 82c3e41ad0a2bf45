package dev.sliprovider.resource;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.Scanner;
import org.yaml.snakeyaml.scanner.ScannerException;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.AliasToken;
import org.yaml.snakeyaml.tokens.AnchorToken;
import org.yaml.snakeyaml.tokens.DirectiveToken;
import org.yaml.snakeyaml.tokens.ScalarToken;
import org.yaml.snakeyaml.tokens.Token;

/** Refuses what SnakeYAML accepts and yaml.v3, Lighthouse's reader, does not (contract §10.11, 8). */
final class GoScanner implements Scanner {

    /** For its comments yaml.v3 reads two tokens more than it needs, and fails if they are invalid. */
    private static final int LOOK_AHEAD = 2;

    private static final Set<String> DIRECTIVES = Set.of("YAML", "TAG");
    private static final List<Integer> VERSION = List.of(1, 1);
    private static final Pattern ANCHOR = Pattern.compile("[0-9A-Za-z_-]+");

    private final String text;
    private final Scanner scanner;
    private int flowLevel;
    private Token last;

    GoScanner(String text, LoaderOptions options) {
        this.text = text;
        this.scanner = new ScannerImpl(new StreamReader(text), options);
    }

    /** @return whether a text ends within a list or map in brackets */
    static boolean endsInFlow(String text, LoaderOptions options) {
        var scanner = new GoScanner(text, options);
        try {
            while (!scanner.checkToken(Token.ID.StreamEnd)) {
                scanner.getToken();
            }
        } catch (YAMLException e) {
            // What cannot be read counts as not read.
            return scanner.flowLevel > 0;
        }
        return scanner.flowLevel > 0;
    }

    @Override
    public boolean checkToken(Token.ID... choices) {
        require(scanner.peekToken());
        return scanner.checkToken(choices);
    }

    @Override
    public Token peekToken() {
        return require(scanner.peekToken());
    }

    @Override
    public Token getToken() {
        Token token = require(scanner.getToken());
        if (token instanceof DirectiveToken<?> directive
                && directive.getName().equals("YAML")
                && !VERSION.equals(directive.getValue())) {
            throw invalid(
                    token.getStartMark(), "found incompatible YAML document: only %YAML 1.1 is read; remove the line");
        }
        flowLevel += switch (token.getTokenId()) {
            case FlowSequenceStart, FlowMappingStart -> 1;
            case FlowSequenceEnd, FlowMappingEnd -> -1;
            default -> 0;
        };
        requireBlankBehindColon(token);
        last = token;
        return token;
    }

    /** To yaml.v3 the colon of an unquoted key in brackets belongs to the key, unless a blank follows. */
    private void requireBlankBehindColon(Token token) {
        if (flowLevel > 0
                && token.getTokenId() == Token.ID.Value
                && last instanceof ScalarToken key
                && key.getPlain()
                && key.getEndMark().getIndex() == token.getStartMark().getIndex()
                && "[{".indexOf(after(token)) >= 0) {
            throw invalid(token.getEndMark(), "a blank is missing after the colon");
        }
    }

    private int after(Token token) {
        int index = text.offsetByCodePoints(0, token.getEndMark().getIndex());
        return index < text.length() ? text.charAt(index) : ' ';
    }

    @Override
    public void resetDocumentIndex() {
        scanner.resetDocumentIndex();
    }

    /** Reads after the end of the document as far as yaml.v3 does; the tokens are used for nothing else. */
    void lookAhead() {
        for (int i = 0; i <= LOOK_AHEAD && !scanner.checkToken(Token.ID.StreamEnd); i++) {
            require(scanner.getToken());
        }
    }

    private static Token require(Token token) {
        switch (token) {
            case DirectiveToken<?> directive
            when !DIRECTIVES.contains(directive.getName()) ->
                throw invalid(token.getStartMark(), "found unknown directive name");
            case AnchorToken anchor -> requireName(anchor.getValue(), token);
            case AliasToken alias -> requireName(alias.getValue(), token);
            default -> {
                return token;
            }
        }
        return token;
    }

    private static void requireName(String name, Token token) {
        if (!ANCHOR.matcher(name).matches()) {
            throw invalid(
                    token.getStartMark(), "the name of an anchor must be letters of ASCII, digits, \"-\" and \"_\"");
        }
    }

    private static ScannerException invalid(Mark mark, String problem) {
        return new ScannerException(null, null, problem, mark);
    }
}
