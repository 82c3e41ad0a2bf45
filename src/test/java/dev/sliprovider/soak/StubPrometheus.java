package dev.sliprovider.soak;

import dev.sliprovider.peers.Answer;
import dev.sliprovider.peers.GuardedPrometheus;
import dev.sliprovider.peers.Received;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Prometheus whose series {@code soak{n="7"}} is 7, that can have every kind of trouble, and be gone. */
final class StubPrometheus {

    /** What is wrong with it. */
    enum Trouble {
        NONE,
        SLOW,
        FAILS,
        TOO_MANY_REQUESTS,
        /** It never answers. */
        HANGS,
        CUTS,
        TALKS_NONSENSE
    }

    /**
     * Netty prints a stack for each connection that arrives while its server closes, and a restart of this stand-in is one
     * of the faults. The reference keeps the level: the log manager itself forgets loggers.
     */
    private static final Logger ACCEPTOR = Logger.getLogger("io.netty.bootstrap.ServerBootstrap");

    private static final Pattern NUMBER = Pattern.compile("n=\"(\\d+)\"");
    private static final int LEAST_MILLIS = 2;
    private static final int MOST_MILLIS = 60;
    private static final Duration SLOW = Duration.ofMillis(1_500);

    private final GuardedPrometheus server;
    private volatile Trouble trouble = Trouble.NONE;

    StubPrometheus(int port) {
        ACCEPTOR.setLevel(Level.OFF);
        server = new GuardedPrometheus()
                .at(port)
                .forgetful()
                .answer(this::answer)
                .start();
    }

    String url() {
        return server.url();
    }

    void start() {
        server.start();
    }

    /** Nobody listens on its port. */
    void stop() {
        server.stop();
    }

    void trouble(Trouble now) {
        trouble = now;
    }

    private Answer answer(Received request) {
        var usual = Duration.ofMillis(ThreadLocalRandom.current().nextInt(LEAST_MILLIS, MOST_MILLIS));
        return switch (trouble) {
            case NONE -> number(request).after(usual);
            case SLOW -> number(request).after(usual.plus(SLOW));
            case FAILS -> Answer.json(503, "upstream is away").after(usual);
            case TOO_MANY_REQUESTS ->
                Answer.json(429, "too many requests").with("Retry-After", "1").after(usual);
            case HANGS -> Answer.never();
            case CUTS -> Answer.cut().after(usual);
            case TALKS_NONSENSE ->
                Answer.json(200, "{\"status\":\"success\",\"data\":{\"resultType\":\"vec")
                        .after(usual);
        };
    }

    private static Answer number(Received request) {
        Matcher number = NUMBER.matcher(request.parameter("query"));
        return number.find()
                ? Answer.value(Integer.parseInt(number.group(1)))
                : Answer.json(200, "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}");
    }
}
