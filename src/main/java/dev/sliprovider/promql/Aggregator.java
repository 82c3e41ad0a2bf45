package dev.sliprovider.promql;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What makes fewer series of many. */
public enum Aggregator {
    SUM,
    AVG,
    COUNT,
    MIN,
    MAX,
    GROUP,
    STDDEV,
    STDVAR,
    TOPK(ValueType.SCALAR),
    BOTTOMK(ValueType.SCALAR),
    COUNT_VALUES(ValueType.STRING),
    QUANTILE(ValueType.SCALAR),
    LIMITK(ValueType.SCALAR),
    LIMIT_RATIO(ValueType.SCALAR);

    private final ValueType parameter;

    Aggregator() {
        this(null);
    }

    Aggregator(ValueType parameter) {
        this.parameter = parameter;
    }

    /** @return its name in the language, in lower case */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return the type of what stands before the aggregated expression, if it takes something there */
    public Optional<ValueType> parameter() {
        return Optional.ofNullable(parameter);
    }

    /** @return whether it keeps several series of each group, with all their labels */
    public boolean keepsSeries() {
        return switch (this) {
            case TOPK, BOTTOMK, LIMITK, LIMIT_RATIO, COUNT_VALUES -> true;
            case SUM, AVG, COUNT, MIN, MAX, GROUP, STDDEV, STDVAR, QUANTILE -> false;
        };
    }

    /** @return whether Prometheus refuses it unless experimental functions are switched on */
    boolean isExperimental() {
        return this == LIMITK || this == LIMIT_RATIO;
    }

    static Set<String> names() {
        return Arrays.stream(values()).map(Aggregator::word).collect(Collectors.toUnmodifiableSet());
    }

    static Optional<Aggregator> of(Token token) {
        return token.is(TokenKind.KEYWORD)
                ? Arrays.stream(values())
                        .filter(a -> a.word().equals(token.word()))
                        .findFirst()
                : Optional.empty();
    }
}
