package dev.sliprovider.check;

import java.util.Locale;
import java.util.Optional;

/** What is looked at, in this order. A step is of use only if another one went well. */
public enum Step {
    /** Which place says what the endpoint is. */
    ENDPOINT(null, "looking up the endpoint"),
    /** Addresses of the host. */
    DNS(null, "looking up the address"),
    /** Whether the port can be reached. */
    TCP(DNS, "connecting"),
    /** Protocol and certificates. */
    TLS(TCP, "opening the TLS connection"),
    /** Whether there is an HTTP server that answers at this path. */
    HTTP(TLS, "waiting for an answer"),
    /** Whether it lets us in. */
    LOGIN(HTTP, "logging in"),
    /** Whether it has the same time. */
    CLOCK(TLS, "comparing clocks"),
    /** What it is. */
    SERVER(LOGIN, "asking for flavour and version"),
    /** What it limits queries to. */
    LIMITS(LOGIN, "asking for limits"),
    /** Whether a query has the right value. */
    QUERY(LOGIN, "asking a query"),
    /** How long queries take. */
    LATENCY(QUERY, "measuring the latency");

    private final Step needs;
    private final String doing;

    Step(Step needs, String doing) {
        this.needs = needs;
        this.doing = doing;
    }

    Optional<Step> needs() {
        return Optional.ofNullable(needs);
    }

    /** @return its name for people and machines */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return what is done meanwhile, for people */
    public String doing() {
        return doing;
    }
}
