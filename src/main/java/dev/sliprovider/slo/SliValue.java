package dev.sliprovider.slo;

/**
 * The value of an indicator as events carry it (contract §1.5, §10.8).
 *
 * @param metric name of the indicator
 * @param value finite
 * @param comparedValue the aggregate of earlier values, 0 if there are none
 * @param success whether there is a value
 * @param message why there is none; may be empty
 */
public record SliValue(String metric, double value, double comparedValue, boolean success, String message) {

    /** @return a value that was measured */
    public static SliValue of(String metric, double value) {
        return new SliValue(metric, value, 0, true, "");
    }

    /** @return what Lighthouse reports if the provider sent nothing */
    static SliValue missing(String metric) {
        return new SliValue(metric, 0, 0, false, "no value received from SLI provider");
    }

    SliValue comparedWith(double aggregate) {
        return new SliValue(metric, value, aggregate, success, message);
    }
}
