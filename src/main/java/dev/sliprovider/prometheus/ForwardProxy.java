package dev.sliprovider.prometheus;

import dev.sliprovider.http.ConnectionFailure;
import dev.sliprovider.http.Excerpt;
import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.http.HttpReply;
import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.http.HttpReply.Unanswered;
import dev.sliprovider.http.Proxy;
import dev.sliprovider.prometheus.PrometheusEndpoint.Target;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A forward proxy for plain HTTP. If it refuses a request or does not reach the server, it responds itself, which looks
 * like a response of the server.
 *
 * @param proxy empty if no plain-http proxy is used
 */
record ForwardProxy(Optional<Proxy> proxy) {

    private static final int UNAUTHENTICATED = 407;
    private static final int FIRST_REDIRECT = 300;
    private static final int NOT_MODIFIED = 304;
    private static final int FIRST_ERROR = 400;
    private static final Pattern SERVERS =
            Pattern.compile("(?i)(?:squid|tinyproxy|privoxy|polipo|3proxy|mitmproxy|zscaler|bluecoat)\\b.*");

    static ForwardProxy of(Target target) {
        return new ForwardProxy(HttpAddress.isTls(target.url()) ? Optional.empty() : target.proxy());
    }

    /** @return the reply, or a failure if the proxy itself has responded */
    HttpReply told(HttpReply reply) {
        return proxy.isPresent()
                        && reply instanceof Answered answer
                        && answer.status() >= FIRST_ERROR
                        && answer.status() != UNAUTHENTICATED
                        && isItsOwn(answer)
                ? new Unanswered(ConnectionFailure.Kind.PROXY_FAILED.failure(words(proxy.get(), answer)))
                : reply;
    }

    /** @return the proxy, if the answer is one that Prometheus would not give, and nothing tells from whom it is */
    Optional<Proxy> mayHaveAnswered(Answered answer) {
        return proxy.filter(each -> answer.status() >= FIRST_REDIRECT
                && answer.status() != UNAUTHENTICATED
                && answer.status() != NOT_MODIFIED
                && !answer.text().stripLeading().startsWith("{"));
    }

    /** Its own errors contain its name; forwarded errors contain the name of the server. */
    private static boolean isItsOwn(Answered answer) {
        return answer.header().apply("X-Squid-Error").isPresent()
                || answer.header().apply("Proxy-Status").isPresent()
                || answer.header()
                        .apply("Server")
                        .filter(name -> SERVERS.matcher(name).matches())
                        .isPresent();
    }

    private static String words(Proxy proxy, Answered answer) {
        String said = answer.header()
                .apply("X-Squid-Error")
                .or(() -> answer.header().apply("Proxy-Status"))
                .orElseGet(() -> NonJsonBody.shown(answer.body()));
        return "the proxy " + proxy + " answered HTTP " + answer.status()
                + (said.isBlank() ? "" : " (" + Excerpt.ofReason(said) + ")");
    }
}
