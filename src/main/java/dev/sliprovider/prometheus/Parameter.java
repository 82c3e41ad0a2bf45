package dev.sliprovider.prometheus;

import dev.sliprovider.http.Secret;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A parameter of every query, such as Thanos' {@code dedup}. Messages never contain it. */
public record Parameter(String name, Secret value) {

    private static final Set<String> TRUE = Set.of("1", "t", "true", "y", "yes");
    private static final Set<String> FALSE = Set.of("0", "f", "false");
    private static final Set<String> OURS = Set.of("query", "time", "timeout");

    /**
     * @param text as in a URL: {@code dedup=true&partial_response=false}
     * @throws IllegalArgumentException naming the parameter at fault, without its value
     */
    public static List<Parameter> read(String text) {
        String bare = text.strip().replaceFirst("^\\?", "");
        return Arrays.stream(bare.split("&"))
                .filter(part -> !part.isBlank())
                .map(Parameter::parameter)
                .toList();
    }

    private static Parameter parameter(String part) {
        int equals = part.indexOf('=');
        String name = decode(equals < 0 ? part : part.substring(0, equals));
        if (equals < 1) {
            throw new IllegalArgumentException("it is no list of parameters; expected name=value&name=value");
        }
        if (OURS.contains(name)) {
            throw new IllegalArgumentException("the parameter " + name + " cannot be set; each query has its own");
        }
        return new Parameter(name, new Secret(decode(part.substring(equals + 1))));
    }

    /** @return whether it is the parameter by which Thanos or VictoriaMetrics refuses partial responses */
    public boolean refusesPartialResponses() {
        String text = value.reveal().strip().toLowerCase(Locale.ROOT);
        return name.equals("partial_response") && FALSE.contains(text)
                || name.equals("deny_partial_response") && TRUE.contains(text);
    }

    /** @return whether it makes VictoriaMetrics evaluate a query at the requested time */
    boolean refusesCaches() {
        return name.equals("nocache") && TRUE.contains(value.reveal().strip().toLowerCase(Locale.ROOT));
    }

    /** @return the parameter, encoded for a URL or a form */
    public String encoded() {
        return encode(name) + "=" + encode(value.reveal());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.strip(), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // The message of the exception would quote the text.
            throw new IllegalArgumentException("it has a % that is not followed by two hexadecimal digits");
        }
    }
}
