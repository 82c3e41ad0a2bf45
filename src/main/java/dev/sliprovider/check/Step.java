package dev.sliprovider.check;

import java.util.Locale;
import java.util.Optional;

/** The steps of a check, in their order. A step runs only if the one that it needs has succeeded. */
public enum Step {
    /** The source of the endpoint. */
    ENDPOINT(null, "looking up the endpoint"),
    /** The addresses of the host. */
    DNS(null, "looking up the address"),
    /** The port. */
    TCP(DNS, "connecting"),
    /** TLS protocol and certificates. */
    TLS(TCP, "opening the TLS connection"),
    /** An HTTP server that answers at this path. */
    HTTP(TLS, "waiting for an answer"),
    /** The credentials. */
    LOGIN(HTTP, "logging in"),
    /** The server's clock. */
    CLOCK(TLS, "comparing clocks"),
    /** Product and version of the server. */
    SERVER(LOGIN, "asking for product and version"),
    /** The server's limits on queries. */
    LIMITS(LOGIN, "asking for limits"),
    /** The stores of Thanos; of other servers the step is left out. */
    STORES(LOGIN, "asking for stores"),
    /** A query, and whether its value is right. */
    QUERY(LOGIN, "sending a query"),
    /** The duration of queries. */
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

    /** @return the activity of the step, for people */
    public String doing() {
        return doing;
    }
}
