package dev.sliprovider.promql;

import dev.sliprovider.promql.Expr.Aggregation;
import dev.sliprovider.promql.Expr.Binary;
import dev.sliprovider.promql.Expr.Call;
import dev.sliprovider.promql.Expr.NumberLiteral;
import dev.sliprovider.promql.Expr.Parentheses;
import dev.sliprovider.promql.Expr.StringLiteral;
import dev.sliprovider.promql.Expr.Unary;
import dev.sliprovider.promql.PromqlError.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads tokens into a tree: operators by their precedence, everything else by recursive descent. Types are checked by
 * {@link TypeCheck} afterwards.
 */
final class Parser {

    private final Tokens tokens;
    private final Features features;
    private final Depth depth = new Depth();
    private final SelectorParser selectors;
    private final LabelsParser labels;
    private final ModifierParser modifiers;
    /** Of the expression that was read last. */
    private int height;

    private Parser(List<Token> all, Features features) {
        this.tokens = new Tokens(all);
        this.features = features;
        this.selectors = new SelectorParser(tokens);
        this.labels = new LabelsParser(tokens);
        this.modifiers = new ModifierParser(tokens, new TimeSpanParser(tokens, features, depth));
    }

    static Expr parse(List<Token> all, Features features) {
        var parser = new Parser(all, features);
        if (parser.tokens.peek().is(TokenKind.END)) {
            throw PromqlException.syntax(parser.tokens.peek().span(), "the query is empty");
        }
        Expr expr = parser.expression(1);
        if (!parser.tokens.peek().is(TokenKind.END)) {
            throw parser.tokens.unexpected("an operator or the end of the query was expected");
        }
        return expr;
    }

    /** @param least the weakest operator that belongs to this expression */
    private Expr expression(int least) {
        depth.enter();
        Expr left = operand();
        while (BinaryOperator.precedence(tokens.peek()) >= least) {
            int leftHeight = height;
            left = binary(left, tokens.next());
            height = Depth.checkHeight(Math.max(leftHeight, height) + 1);
        }
        depth.leave();
        return left;
    }

    private Expr binary(Expr left, Token token) {
        boolean returnsBool = tokens.acceptKeyword("bool");
        Optional<Matching> matching = labels.matching();
        int precedence = BinaryOperator.precedence(token);
        Expr right = expression(BinaryOperator.isRightAssociative(token) ? precedence : precedence + 1);
        BinaryOperator operator = new BinaryOperator(token.span(), token.word());
        return new Binary(left.span().to(right.span()), left, operator, returnsBool, matching, right);
    }

    private Expr operand() {
        Token sign = tokens.peek();
        if (!TimeSpanParser.isSign(sign)) {
            return modifiers.after(primary());
        }
        tokens.next();
        Expr of = expression(BinaryOperator.UNARY + 1);
        height = Depth.checkHeight(height + 1);
        return new Unary(sign.span().to(of.span()), sign.isSymbol("-"), of);
    }

    private Expr primary() {
        Token token = tokens.peek();
        height = 1;
        return switch (token.kind()) {
            case NUMBER -> new NumberLiteral(token.span(), NumberLiterals.value(tokens.next()));
            case DURATION -> new NumberLiteral(token.span(), DurationLiterals.seconds(tokens.next()));
            case STRING ->
                new StringLiteral(
                        token.span(), StringLiterals.value(tokens.next().text()));
            case NAME -> tokens.second().isSymbol("(") ? call() : selectors.selector();
            case METRIC_NAME -> selectors.selector();
            case KEYWORD -> word(token);
            case SYMBOL -> bracketed(token);
            case COLON, COMMENT, END -> throw expression();
        };
    }

    private Expr word(Token token) {
        Optional<Aggregator> aggregator = Aggregator.of(token);
        Token next = tokens.second();
        if (aggregator.isPresent() && (next.isSymbol("(") || next.isKeyword(LabelsParser.GROUPING))) {
            return aggregation(aggregator.get());
        }
        if (!Keywords.isMetric(token)) {
            throw expression();
        }
        return selectors.selector();
    }

    private Expr bracketed(Token token) {
        if (token.isSymbol("{")) {
            return selectors.selector();
        }
        if (!token.isSymbol("(")) {
            throw expression();
        }
        tokens.next();
        Expr of = expression(1);
        tokens.expectSymbol(")", "to close the parenthesis at " + (token.start() + 1));
        height = Depth.checkHeight(height + 1);
        return new Parentheses(token.span().to(tokens.last()), of);
    }

    private Expr call() {
        Token name = tokens.next();
        Function function = Functions.named(name.text())
                .orElseThrow(() ->
                        new PromqlException(name.span(), Rule.UNKNOWN_FUNCTION, UnknownFunction.message(name.text())));
        if (function.isExperimental() && !features.experimentalFunctions()) {
            throw experimental(name, "the function " + function.name());
        }
        List<Expr> arguments = arguments(name);
        return new Call(name.span().to(tokens.last()), name.span(), function, arguments);
    }

    private Expr aggregation(Aggregator aggregator) {
        Token name = tokens.next();
        Optional<Grouping> before = labels.grouping();
        List<Expr> arguments = arguments(name);
        Optional<Grouping> grouping = before.or(labels::grouping);
        if (aggregator.isExperimental() && !features.experimentalFunctions()) {
            throw experimental(name, "the aggregation " + aggregator.word());
        }
        int wanted = aggregator.parameter().isPresent() ? 2 : 1;
        if (arguments.size() != wanted) {
            throw new PromqlException(
                    name.span(),
                    Rule.TYPE,
                    aggregator.word() + " takes " + wanted + (wanted == 1 ? " argument" : " arguments") + ", not "
                            + arguments.size());
        }
        Optional<Expr> parameter = wanted == 2 ? Optional.of(arguments.getFirst()) : Optional.empty();
        return new Aggregation(name.span().to(tokens.last()), aggregator, grouping, parameter, arguments.getLast());
    }

    private List<Expr> arguments(Token of) {
        tokens.expectSymbol("(", "after " + of.text());
        var arguments = new ArrayList<Expr>();
        int highest = 0;
        if (!tokens.peek().isSymbol(")")) {
            do {
                arguments.add(expression(1));
                highest = Math.max(highest, height);
            } while (tokens.acceptSymbol(","));
        }
        if (!tokens.peek().isSymbol(")")) {
            throw tokens.unexpected("\",\" or \")\" was expected after an argument of " + of.text());
        }
        tokens.next();
        height = Depth.checkHeight(highest + 1);
        return arguments;
    }

    private PromqlException expression() {
        return tokens.unexpected("a metric, a function, a number or a parenthesis was expected");
    }

    private static PromqlException experimental(Token name, String what) {
        return new PromqlException(
                name.span(),
                Rule.EXPERIMENTAL,
                what + " is experimental: Prometheus knows it only with"
                        + " --enable-feature=promql-experimental-functions");
    }
}
