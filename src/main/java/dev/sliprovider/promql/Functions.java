package dev.sliprovider.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The functions of Prometheus 3.5
 * (<a href="https://prometheus.io/docs/prometheus/latest/querying/functions/">documentation</a>). A signature is read
 * like this: {@code v} is an instant vector, {@code r} a range vector, {@code s} a scalar, {@code t} a string; {@code ?}
 * after an argument says that it can be left out, {@code *} that it can stand any number of times.
 */
final class Functions {

    private static final String STABLE = """
            abs(v)v absent(v)v absent_over_time(r)v acos(v)v acosh(v)v asin(v)v asinh(v)v atan(v)v atanh(v)v
            avg_over_time(r)v ceil(v)v changes(r)v clamp(vss)v clamp_max(vs)v clamp_min(vs)v cos(v)v cosh(v)v
            count_over_time(r)v days_in_month(v?)v day_of_month(v?)v day_of_week(v?)v day_of_year(v?)v deg(v)v
            delta(r)v deriv(r)v exp(v)v floor(v)v histogram_avg(v)v histogram_count(v)v histogram_fraction(ssv)v
            histogram_quantile(sv)v histogram_stddev(v)v histogram_stdvar(v)v histogram_sum(v)v hour(v?)v
            idelta(r)v increase(r)v irate(r)v label_join(vttt*)v label_replace(vtttt)v last_over_time(r)v ln(v)v
            log10(v)v log2(v)v max_over_time(r)v min_over_time(r)v minute(v?)v month(v?)v pi()s
            predict_linear(rs)v present_over_time(r)v quantile_over_time(sr)v rad(v)v rate(r)v resets(r)v
            round(vs?)v scalar(v)s sgn(v)v sin(v)v sinh(v)v sort(v)v sort_desc(v)v sqrt(v)v stddev_over_time(r)v
            stdvar_over_time(r)v sum_over_time(r)v tan(v)v tanh(v)v time()s timestamp(v)v vector(s)v year(v?)v
            """;

    private static final String EXPERIMENTAL = """
            double_exponential_smoothing(rss)v info(vv?)v mad_over_time(r)v sort_by_label(vt*)v
            sort_by_label_desc(vt*)v ts_of_last_over_time(r)v ts_of_max_over_time(r)v ts_of_min_over_time(r)v
            """;

    private static final Map<String, Function> ALL = all();

    private Functions() {}

    static Optional<Function> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    static Set<String> names() {
        return ALL.keySet();
    }

    private static Map<String, Function> all() {
        var all = new ArrayList<Function>();
        for (String signature : STABLE.split("\\s+")) {
            all.add(read(signature, false));
        }
        for (String signature : EXPERIMENTAL.split("\\s+")) {
            all.add(read(signature, true));
        }
        return all.stream().collect(Collectors.toUnmodifiableMap(Function::name, function -> function));
    }

    private static Function read(String signature, boolean experimental) {
        int open = signature.indexOf('(');
        int close = signature.indexOf(')');
        String arguments = signature.substring(open + 1, close);
        List<ValueType> types = arguments
                .chars()
                .filter(Character::isLetter)
                .mapToObj(Functions::type)
                .toList();
        boolean optional = arguments.endsWith("?") || arguments.endsWith("*");
        return new Function(
                signature.substring(0, open),
                types,
                types.size() - (optional ? 1 : 0),
                arguments.endsWith("*") ? Integer.MAX_VALUE : types.size(),
                type(signature.charAt(close + 1)),
                experimental);
    }

    private static ValueType type(int letter) {
        return switch (letter) {
            case 'v' -> ValueType.INSTANT_VECTOR;
            case 'r' -> ValueType.RANGE_VECTOR;
            case 's' -> ValueType.SCALAR;
            case 't' -> ValueType.STRING;
            default -> throw new IllegalStateException("no type: " + (char) letter);
        };
    }
}
