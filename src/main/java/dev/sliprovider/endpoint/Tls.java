package dev.sliprovider.endpoint;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is to be trusted, and who we are, on a TLS connection. Two that are equal can share connections.
 *
 * @param ca certificates in PEM that are trusted instead of the usual ones
 * @param identity certificate and key of a client
 * @param serverName the name that the server's certificate must have, if it is not the host of the URL
 * @param insecureSkipVerify whether any certificate is taken
 */
public record Tls(
        Optional<String> ca, Optional<Identity> identity, Optional<String> serverName, boolean insecureSkipVerify) {

    /** Trust what the Java runtime trusts. */
    public static final Tls USUAL = new Tls(Optional.empty(), Optional.empty(), Optional.empty(), false);

    private static final Pattern KEY = Pattern.compile("-----BEGIN (?:RSA |EC )?PRIVATE KEY-----");

    /**
     * @param certificate in PEM, with its chain
     * @param key in PEM, not encrypted
     */
    public record Identity(String certificate, Secret key) {}

    /**
     * @return the text, which has at least one certificate
     * @throws IllegalArgumentException if it has none
     */
    static String certificates(String pem) {
        try {
            var stream = new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8));
            if (pem.contains("-----BEGIN CERTIFICATE-----")
                    && !CertificateFactory.getInstance("X.509")
                            .generateCertificates(stream)
                            .isEmpty()) {
                return pem;
            }
        } catch (CertificateException e) {
            // The sentence below says what is expected.
        }
        throw new IllegalArgumentException(
                "it is no certificate in PEM; expected -----BEGIN CERTIFICATE----- and what follows it");
    }

    /**
     * @return the key
     * @throws IllegalArgumentException if it is none that can be used
     */
    static Secret key(String pem) {
        if (KEY.matcher(pem).find()) {
            return new Secret(pem);
        }
        throw new IllegalArgumentException(
                pem.contains("ENCRYPTED PRIVATE KEY")
                        ? "the key is encrypted; decrypt it with openssl pkey"
                        : "it is no private key in PEM; expected -----BEGIN PRIVATE KEY----- and what follows it");
    }
}
