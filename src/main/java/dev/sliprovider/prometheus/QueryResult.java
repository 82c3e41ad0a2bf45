package dev.sliprovider.prometheus;

import java.util.List;
import java.util.stream.Stream;

/** The result of Prometheus' query API. */
public sealed interface QueryResult {

    /** @return the same result with a further warning, if it has a value or could have one */
    default QueryResult warned(String warning) {
        return switch (this) {
            case Vector(List<Sample> samples, int series, List<String> warnings) ->
                new Vector(samples, series, and(warnings, warning));
            case Scalar(double value, List<String> warnings) -> new Scalar(value, and(warnings, warning));
            case Matrix matrix -> matrix;
            case Text text -> text;
            case Failed failed -> failed;
        };
    }

    /** @return whether a warning reports partial data */
    default boolean isPartial() {
        return switch (this) {
            case Vector vector -> QueryAnswer.isPartial(vector.warnings());
            case Scalar scalar -> QueryAnswer.isPartial(scalar.warnings());
            case Matrix matrix -> false;
            case Text text -> false;
            case Failed failed -> false;
        };
    }

    private static List<String> and(List<String> warnings, String warning) {
        return Stream.concat(warnings.stream(), Stream.of(warning)).toList();
    }

    /**
     * An instant vector.
     *
     * @param samples the first ones, in the order of the response
     * @param series their number in all
     * @param warnings of Prometheus
     */
    record Vector(List<Sample> samples, int series, List<String> warnings) implements QueryResult {
        /** All samples of a vector. */
        Vector(List<Sample> samples, List<String> warnings) {
            this(samples, samples.size(), warnings);
        }
    }

    /**
     * A scalar.
     *
     * @param value may be NaN or infinite
     * @param warnings of Prometheus
     */
    record Scalar(double value, List<String> warnings) implements QueryResult {}

    /**
     * A range vector.
     *
     * @param series their number
     */
    record Matrix(int series) implements QueryResult {}

    /**
     * A string.
     *
     * @param value the text
     */
    record Text(String value) implements QueryResult {}

    /**
     * No result.
     *
     * @param failure the cause
     */
    record Failed(QueryFailure failure) implements QueryResult {}

    /** One series of an instant vector, with its labels as text. */
    sealed interface Sample {

        /** @return the labels, as in {@code {job="x"}} */
        String series();

        /**
         * @param series its labels
         * @param value may be NaN or infinite
         */
        record Float(String series, double value) implements Sample {}

        /** @param series its labels */
        record Histogram(String series) implements Sample {}
    }
}
