package dev.sliprovider.nats;

import dev.sliprovider.secrets.Secrets;
import io.nats.client.NKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tokens of NATS' decentralised authentication, as its own tool makes them: operator, account, user. */
final class Jwt {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Jwt() {}

    static String operator(NKey operator) throws GeneralSecurityException, IOException {
        return token(operator, operator, "operator", "{\"type\":\"operator\",\"version\":2}");
    }

    static String account(NKey operator, NKey account) throws GeneralSecurityException, IOException {
        return account(operator, account, "none");
    }

    /** @param limit the one that the account has, with its value: {@code "conn":1} */
    static String account(NKey operator, NKey account, String limit) throws GeneralSecurityException, IOException {
        String name = limit.split(":")[0];
        String limits = Stream.of("subs", "conn", "payload", "data", "imports", "exports", "leaf")
                .map(each -> '"' + each + '"')
                .map(each -> each.equals(name) ? limit : each + ":-1")
                .collect(Collectors.joining(",", "{", ",\"wildcards\":true}"));
        return token(operator, account, "account", "{\"type\":\"account\",\"version\":2,\"limits\":" + limits + "}");
    }

    /** @return what a credentials file holds */
    static String credentials(NKey account, NKey user) throws GeneralSecurityException, IOException {
        String token = Secrets.register(token(
                account, user, "user", "{\"type\":\"user\",\"version\":2,\"subs\":-1,\"data\":-1,\"payload\":-1}"));
        return """
                -----BEGIN NATS USER JWT-----
                %s
                ------END NATS USER JWT------

                -----BEGIN USER NKEY SEED-----
                %s
                ------END USER NKEY SEED------
                """.formatted(token, seed(user));
    }

    /** @return the private part of a key */
    static String seed(NKey key) {
        return Secrets.register(new String(key.getSeed()));
    }

    private static String token(NKey issuer, NKey subject, String name, String nats)
            throws GeneralSecurityException, IOException {
        String header = encode("{\"typ\":\"JWT\",\"alg\":\"ed25519-nkey\"}");
        String claims = encode("{\"jti\":\"%s\",\"iat\":%d,\"iss\":\"%s\",\"name\":\"%s\",\"sub\":\"%s\",\"nats\":%s}"
                .formatted(
                        name,
                        Instant.now().getEpochSecond(),
                        new String(issuer.getPublicKey()),
                        name,
                        new String(subject.getPublicKey()),
                        nats));
        String signed = header + "." + claims;
        return signed + "." + BASE64.encodeToString(issuer.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String encode(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
