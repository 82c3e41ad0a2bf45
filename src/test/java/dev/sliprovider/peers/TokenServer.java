package dev.sliprovider.peers;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sliprovider.fakekeptn.FakeTokens;
import dev.sliprovider.fakekeptn.Reply;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** An OAuth 2 server that knows one client and its credentials. Tokens last five minutes unless it is told otherwise. */
public final class TokenServer extends FaultyServer {

    private static final String PATH = "/oauth2/token";

    private final FakeTokens tokens;

    /** Over HTTP, for a client that may send its credentials either way. */
    public TokenServer(String id, String secret) {
        this(id, secret, FakeTokens.Credentials.EITHER, null);
    }

    /**
     * @param credentials where the client has to put them
     * @param tls for HTTPS, or null
     */
    public TokenServer(String id, String secret, FakeTokens.Credentials credentials, SSLContext tls) {
        super(tls);
        tokens = new FakeTokens(id, secret, credentials, Duration.ofMinutes(5));
    }

    /** @return the token endpoint */
    public String tokenUrl() {
        return url() + PATH;
    }

    /** Tokens that are issued from now on are good for so long. */
    public void lifetime(Duration lifetime) {
        tokens.lifetime(lifetime);
    }

    /** No token that was issued is good any more. */
    public void revokeAll() {
        tokens.revoke();
    }

    /** @return how many tokens were issued */
    public int issued() {
        return tokens.issued();
    }

    /** @return whether this token was issued, and is neither over nor revoked */
    public boolean accepts(String bearer) {
        return tokens.accepts(bearer);
    }

    @Override
    Reply reply(Request request) {
        if (!request.method().equals("POST") || !request.target().equals(PATH)) {
            return new Reply(404, JsonNodeFactory.instance.objectNode().put("error", "not_found"));
        }
        return tokens.token(request.headers(), request.parameters());
    }
}
