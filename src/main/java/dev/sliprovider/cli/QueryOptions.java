package dev.sliprovider.cli;

import dev.sliprovider.evaluator.Window;
import dev.sliprovider.sli.IndicatorQuery;
import dev.sliprovider.sli.QueryTemplate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Queries of the command line instead of files, and whether Prometheus is asked at all. */
final class QueryOptions {

    /** A name and a single equals sign; {@code up{job="x"}}, {@code up==1} and {@code up=~"x"} are queries. */
    private static final Pattern NAMED = Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_.-]*)=(?![=~])(.*)", Pattern.DOTALL);

    @Option(
            names = "--query",
            paramLabel = "[NAME=]PROMQL",
            description = "Ask this query; needs no sli.yaml, knows its placeholders, and may be repeated.")
    List<String> queries = List.of();

    @Option(
            names = "--list",
            description = "Show the indicators, the level and place of each, and their queries; asks nothing.")
    boolean list;

    @Option(names = "--dry-run", description = "Show the queries as they would be sent; asks nothing.")
    boolean dryRun;

    @Option(
            names = "--watch",
            paramLabel = "5s",
            arity = "0..1",
            fallbackValue = "5s",
            description = "Ask again and again, so far apart (default: 5s), for windows that end now; Ctrl-C ends it.")
    String watch;

    /** @throws IllegalArgumentException if it cannot be read */
    Optional<Duration> every() {
        return Optional.ofNullable(watch).map(text -> Window.length("--watch", text));
    }

    GetSliOnce.Mode mode() {
        if (list && dryRun) {
            throw new IllegalArgumentException(
                    "--list shows queries as they are written, --dry-run as they are sent; leave one of them out");
        }
        return list ? GetSliOnce.Mode.LIST : dryRun ? GetSliOnce.Mode.DRY_RUN : GetSliOnce.Mode.VALUES;
    }

    /** @return the queries by name; one without a name is called {@code query}, the next {@code query_2} */
    Map<String, IndicatorQuery> byName() {
        var all = new LinkedHashMap<String, IndicatorQuery>();
        for (String written : queries) {
            Matcher named = NAMED.matcher(written.strip());
            String name = named.matches() ? named.group(1) : unnamed(all.size() + 1);
            String promql = named.matches() ? named.group(2) : written;
            if (promql.isBlank()) {
                throw new IllegalArgumentException("--query \"" + written
                        + "\" has no query; write it as in --query up or --query targets='sum(up)'");
            }
            if (all.put(name, new QueryTemplate(promql.strip())) != null) {
                throw new IllegalArgumentException("--query names \"" + name + "\" twice; choose another name");
            }
        }
        return all;
    }

    private static String unnamed(int number) {
        return number == 1 ? "query" : "query_" + number;
    }
}
