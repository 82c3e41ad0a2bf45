package dev.sliprovider.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;

/**
 * A certificate that is its own authority, for a handshake with oneself. The Java runtime has no public way to make one, so
 * its few fields are encoded here (RFC 5280, 4.1, in DER).
 *
 * @param certificate for the name localhost, valid until 2049
 * @param keys of the certificate, made for it and never stored
 */
record SelfSigned(X509Certificate certificate, KeyPair keys) {

    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    /** Version 1. */
    private static final byte[] SERIAL = {2, 1, 1};
    /** ecdsa-with-SHA256, 1.2.840.10045.4.3.2. */
    private static final byte[] ALGORITHM = {0x30, 10, 6, 8, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 4, 3, 2};
    /** commonName, 2.5.4.3. */
    private static final byte[] COMMON_NAME = {6, 3, 0x55, 4, 3};

    static SelfSigned create() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        byte[] name = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, text(0x0C, "localhost"))));
        byte[] life = der(SEQUENCE, text(0x17, "000101000000Z"), text(0x17, "491231235959Z"));
        byte[] signed = der(
                SEQUENCE, SERIAL, ALGORITHM, name, life, name, keys.getPublic().getEncoded());
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(signed);
        byte[] whole = der(SEQUENCE, signed, ALGORITHM, der(0x03, new byte[1], signature.sign()));
        var certificate = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
        return new SelfSigned(certificate, keys);
    }

    private static byte[] text(int tag, String text) {
        return der(tag, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] der(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        var whole = new ByteArrayOutputStream();
        whole.write(tag);
        int length = content.size();
        if (length >= 0x100) {
            whole.write(0x82);
            whole.write(length >> 8);
        } else if (length >= 0x80) {
            whole.write(0x81);
        }
        whole.write(length);
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }
}
