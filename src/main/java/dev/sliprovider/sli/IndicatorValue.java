package dev.sliprovider.sli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The result for one indicator: a number, or a reason in words. */
public sealed interface IndicatorValue {

    /** @return name of the indicator, as requested */
    String indicator();

    /** @return the query as it was sent; empty if it could not be completed */
    Optional<String> query();

    /** How an info among the warnings begins. */
    String INFO = "Info: ";

    /** @return the {@code warnings} of Prometheus and what else is doubtful, and its {@code infos}, see {@link #INFO} */
    List<String> warnings();

    /** @return time until the result was known, including retries and waiting for a free slot */
    Duration took();

    /** @return warnings and then infos in one text; empty if there are none */
    static String shown(List<String> warnings) {
        String serious =
                warnings.stream().filter(warning -> !warning.startsWith(INFO)).collect(Collectors.joining("; "));
        Stream<String> infos = warnings.stream().filter(warning -> warning.startsWith(INFO));
        return Stream.concat(Stream.of(serious).filter(text -> !text.isEmpty()).map(text -> "Warning: " + text), infos)
                .collect(Collectors.joining("; "));
    }

    /**
     * A value that may be used.
     *
     * @param indicator name of the indicator
     * @param value finite
     * @param promql the query as it was sent
     * @param warnings of Prometheus
     * @param took time spent
     */
    record Measured(String indicator, double value, String promql, List<String> warnings, Duration took)
            implements IndicatorValue {

        /** @throws IllegalArgumentException if the value is NaN or infinite */
        public Measured {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(indicator + " is " + value + ", which is no measured value");
            }
            warnings = List.copyOf(warnings);
        }

        @Override
        public Optional<String> query() {
            return Optional.of(promql);
        }

        /** @return the same with more warnings, a sentence without a full stop each */
        public Measured warned(List<String> more) {
            return new Measured(
                    indicator,
                    value,
                    promql,
                    Stream.concat(warnings.stream(), more.stream()).toList(),
                    took);
        }
    }

    /**
     * No value.
     *
     * @param indicator name of the indicator
     * @param reason the kind of failure
     * @param cause a sentence for people: why there is no value, and what to do
     * @param where query, time and server, without credentials; empty if no request was sent
     * @param query the query as it was sent, if there was one
     * @param warnings of Prometheus
     * @param took time spent
     */
    record Missing(
            String indicator,
            Reason reason,
            String cause,
            String where,
            Optional<String> query,
            List<String> warnings,
            Duration took)
            implements IndicatorValue {

        /** Copies the warnings. */
        public Missing {
            warnings = List.copyOf(warnings);
        }

        /** @return a failure that was found before any request was sent */
        public static Missing before(String indicator, Reason reason, String cause) {
            return new Missing(indicator, reason, cause, "", Optional.empty(), List.of(), Duration.ZERO);
        }

        /**
         * @param why a sentence without a full stop that was found out later
         * @return the same with another cause
         */
        public Missing explained(String why) {
            String whole = why + ". The query returned "
                    + switch (reason) {
                        case NOT_A_NUMBER -> "NaN";
                        case POSITIVE_INFINITY, NEGATIVE_INFINITY ->
                            reason.words() + ", which is no number to compare with";
                        default -> reason.words();
                    };
            return new Missing(indicator, reason, whole, where, query, warnings, took);
        }

        /** @return indicator, cause, place and warnings in one text */
        public String message() {
            String subject = indicator.isBlank() ? "(indicator without a name)" : indicator;
            String place = where.isEmpty() ? "" : " [" + where + "]";
            String warned = shown(warnings);
            return subject + ": " + cause + place + (warned.isEmpty() ? "" : " " + warned);
        }
    }
}
