package dev.sliprovider.gateapi;

import dev.sliprovider.http.Secret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A token that is accepted.
 *
 * @param digest SHA-256 of the token, so that all comparisons take the same time
 * @param permission of its owner
 */
record KnownToken(byte[] digest, Permission permission) {

    private static final String SIGNATURE = "HmacSHA256";

    /** A shorter one could be guessed. */
    static final int SHORTEST = 16;

    /** Longer than the length of any token that people use; a header with a longer one is not compared. */
    static final int LONGEST = 4096;

    /** @throws IllegalArgumentException if the token can be guessed or not sent; the message is a predicate for its place */
    static KnownToken of(Secret token, Permission permission) {
        String text = token.reveal();
        if (text.length() < SHORTEST || text.length() > LONGEST) {
            throw new IllegalArgumentException("has a token of " + text.length() + " characters; it must have at least "
                    + SHORTEST + " and at most " + LONGEST + ". Make one with: openssl rand -hex 32");
        }
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException(
                    "has a token with a blank or a character that no header can hold; use ASCII letters and digits");
        }
        return new KnownToken(digest(text), permission);
    }

    static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** @return a signature that does not tell the token (HMAC with SHA-256, RFC 2104), in characters for a cookie */
    String sign(String text) {
        try {
            Mac mac = Mac.getInstance(SIGNATURE);
            mac.init(new SecretKeySpec(digest, SIGNATURE));
            byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + SIGNATURE, e);
        }
    }

    /** @return whether this is its signature of the text; takes the same time for any other one */
    boolean signed(String text, String signature) {
        return MessageDigest.isEqual(
                sign(text).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }

    /** @return whether it is that token; takes the same time for any other one */
    boolean is(byte[] presented) {
        return MessageDigest.isEqual(digest, presented);
    }
}
