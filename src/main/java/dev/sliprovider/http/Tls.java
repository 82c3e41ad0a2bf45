package dev.sliprovider.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * TLS options of one server, as texts in PEM.
 *
 * @param ca certificates in PEM to trust instead of those of the Java runtime
 * @param identity certificate and key of a client
 * @param serverName the name that the server's certificate must have, if it is not the host of the URL
 * @param insecureSkipVerify whether any certificate is accepted
 */
public record Tls(
        Optional<String> ca, Optional<Identity> identity, Optional<String> serverName, boolean insecureSkipVerify)
        implements TlsOptions {

    /** Trusts the certificates of the Java runtime. */
    public static final Tls USUAL = new Tls(Optional.empty(), Optional.empty(), Optional.empty(), false);

    private static final Pattern PKCS8 = Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");
    private static final Pattern KEY = Pattern.compile("-----BEGIN (?:RSA |EC )?PRIVATE KEY-----");

    /**
     * @param certificate in PEM, with its chain
     * @param key in PEM, not encrypted
     */
    public record Identity(String certificate, Secret key) {

        /** @return false if the key is certainly not valid or not the key of the certificate */
        public boolean isPair() {
            Matcher pkcs8 = PKCS8.matcher(key.reveal());
            if (!pkcs8.find()) {
                return true;
            }
            try {
                PublicKey named = first(certificate).getPublicKey();
                PrivateKey own = KeyFactory.getInstance(named.getAlgorithm())
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pkcs8.group(1))));
                var signature = Signature.getInstance(
                        switch (named.getAlgorithm()) {
                            case "RSA" -> "SHA256withRSA";
                            case "EC" -> "SHA256withECDSA";
                            default -> named.getAlgorithm();
                        });
                signature.initSign(own);
                byte[] signed = signature.sign();
                signature.initVerify(named);
                return signature.verify(signed);
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                return false;
            }
        }
    }

    @Override
    public void applyTo(HttpClientOptions options) {
        options.setTrustAll(insecureSkipVerify).setVerifyHost(!insecureSkipVerify);
        ca.map(Buffer::buffer).ifPresent(pem -> options.setPemTrustOptions(new PemTrustOptions().addCertValue(pem)));
        identity.ifPresent(client -> options.setPemKeyCertOptions(new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(client.certificate()))
                .addKeyValue(Buffer.buffer(client.key().reveal()))));
    }

    private static Certificate first(String pem) throws CertificateException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
                .iterator()
                .next();
    }

    /**
     * @return the text, which contains at least one certificate
     * @throws IllegalArgumentException if it contains no certificate
     */
    public static String certificates(String pem) {
        try {
            var stream = new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8));
            if (pem.contains("-----BEGIN CERTIFICATE-----")
                    && !CertificateFactory.getInstance("X.509")
                            .generateCertificates(stream)
                            .isEmpty()) {
                return pem;
            }
        } catch (CertificateException e) {
            // The exception below names the expected form.
        }
        throw new IllegalArgumentException(
                "it is not a certificate in PEM; expected -----BEGIN CERTIFICATE----- and what follows it");
    }

    /**
     * @return the key
     * @throws IllegalArgumentException if it is not a usable key
     */
    public static Secret key(String pem) {
        if (KEY.matcher(pem).find()) {
            return new Secret(pem);
        }
        throw new IllegalArgumentException(
                pem.contains("ENCRYPTED PRIVATE KEY")
                        ? "the key is encrypted; decrypt it with openssl pkey"
                        : "it is not a private key in PEM; expected -----BEGIN PRIVATE KEY----- and what follows it");
    }
}
