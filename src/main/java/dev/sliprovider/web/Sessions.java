package dev.sliprovider.web;

import dev.sliprovider.gateapi.GateTokens;
import dev.sliprovider.gateapi.Permission;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Logins of browsers. A session is a text that the token has signed, so that it holds for all replicas and after a restart,
 * and ends with the token. The program remembers no session.
 */
@Singleton
final class Sessions {

    /** After that the token has to be entered again. */
    static final Duration LENGTH = Duration.ofHours(12);

    private static final String PURPOSE = "session of the pages ";
    private static final Pattern FORM = Pattern.compile("(\\d{1,12}\\.[\\w-]{22})\\.([\\w-]{43})");
    private static final int RANDOM_BYTES = 16;

    private final GateTokens tokens;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    @Inject
    Sessions(GateTokens tokens) {
        this(tokens, InstantSource.system());
    }

    Sessions(GateTokens tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** @return a new session for the owner of this token; empty for an unknown token */
    Optional<String> open(String token) {
        String session = clock.instant().plus(LENGTH).getEpochSecond() + "." + random();
        return tokens.sign(token, PURPOSE + session).map(signature -> session + "." + signature);
    }

    /** @return the visitor with that session; empty if it has ended or was not made by a valid token */
    Optional<Visitor> find(String session) {
        Matcher parts = FORM.matcher(session);
        if (!parts.matches() || !isValid(parts.group(1))) {
            return Optional.empty();
        }
        Optional<Permission> owner = tokens.signer(PURPOSE + parts.group(1), parts.group(2));
        return owner.map(permission -> new Visitor(permission, form(session)));
    }

    private boolean isValid(String session) {
        long end = Long.parseLong(session.substring(0, session.indexOf('.')));
        long left = end - clock.instant().getEpochSecond();
        return left > 0 && left <= LENGTH.toSeconds();
    }

    /** @return random characters that cannot be guessed */
    String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * @param cookie a secret of the browser that other sites cannot read
     * @return what a form of that browser has to bring back
     */
    static String form(String cookie) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(("form " + cookie).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** @return whether a form has brought back what it had to; takes the same time for any other text */
    static boolean isSame(String wanted, String brought) {
        return MessageDigest.isEqual(wanted.getBytes(StandardCharsets.UTF_8), brought.getBytes(StandardCharsets.UTF_8));
    }
}
