package dev.sliprovider.gateapi;

import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The tokens of clients of the gate. Their files are read again every few seconds; while one cannot be used, the tokens
 * that were read last stay valid.
 */
@Singleton
public final class GateTokens {

    private static final Logger LOG = Logger.getLogger(GateTokens.class);
    private static final long EVERY_MILLISECONDS = 3000;
    private static final String SCHEME = "Bearer ";

    private final TokenFiles files;
    private volatile List<KnownToken> known;
    private String lastProblem = "";

    /** @throws IllegalArgumentException naming the setting or the place in a file that cannot be used */
    @Inject
    GateTokens(GateConfig config, Vertx vertx) {
        this(config);
        if (!files.paths().isEmpty()) {
            vertx.setPeriodic(
                    EVERY_MILLISECONDS,
                    tick -> vertx.executeBlocking(() -> {
                        refresh();
                        return null;
                    }));
        }
    }

    GateTokens(GateConfig config) {
        this.files = new TokenFiles(config);
        this.known = files.read();
    }

    /** @return whether the gate answers over HTTP at all */
    public boolean isEnabled() {
        return files.isAny();
    }

    /** @return the number of tokens that are valid now */
    int count() {
        return known.size();
    }

    /**
     * Finds a token. Takes the same time for all tokens that are not valid.
     *
     * @param bearer the token, without the scheme
     * @return what its owner may do; empty for an unknown token
     */
    public Optional<Permission> permission(String bearer) {
        if (bearer.length() > KnownToken.LONGEST) {
            return Optional.empty();
        }
        byte[] presented = KnownToken.digest(bearer);
        Optional<Permission> found = Optional.empty();
        for (KnownToken token : known) {
            // No early end, which would tell how many tokens were compared.
            found = token.is(presented) ? Optional.of(token.permission()) : found;
        }
        return found;
    }

    /**
     * @param authorization the header; may be null
     * @return the token of the scheme Bearer (RFC 6750)
     */
    public static Optional<String> bearer(String authorization) {
        return Optional.ofNullable(authorization)
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip())
                .filter(token -> !token.isEmpty());
    }

    /**
     * Signs a text with a token, for example that of a session in a browser: the signature does not tell the token, and it is
     * valid as long as the token.
     *
     * @param bearer the token, without the scheme
     * @return nothing for an unknown token
     */
    public Optional<String> sign(String bearer, String text) {
        return permission(bearer).map(owner -> new KnownToken(KnownToken.digest(bearer), owner).sign(text));
    }

    /** @return what the owner of the token may do that made this signature of the text; empty for an unknown token */
    public Optional<Permission> signer(String text, String signature) {
        Optional<Permission> found = Optional.empty();
        for (KnownToken token : known) {
            found = token.signed(text, signature) ? Optional.of(token.permission()) : found;
        }
        return found;
    }

    /** Reads the files again. Blocks. */
    synchronized void refresh() {
        try {
            known = files.read();
            if (!lastProblem.isEmpty()) {
                LOG.info("the tokens of the gate can be read again");
            }
            lastProblem = "";
        } catch (IllegalArgumentException e) {
            if (!e.getMessage().equals(lastProblem)) {
                LOG.errorf("%s. The tokens that were read before stay valid until this is corrected", e.getMessage());
            }
            lastProblem = e.getMessage();
        }
    }
}
