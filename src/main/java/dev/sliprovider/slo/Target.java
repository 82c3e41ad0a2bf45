package dev.sliprovider.slo;

/**
 * The result of one criterion.
 *
 * @param criteria as written in slo.yaml
 * @param targetValue what the value was compared with; 0 if there was nothing to compare with
 * @param violated whether it does not hold
 */
public record Target(String criteria, double targetValue, boolean violated) {

    /** @return whether it depends on earlier values */
    public boolean isRelative() {
        return Criterion.parse(criteria) instanceof Criterion.Relative;
    }
}
