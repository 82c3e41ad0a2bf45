package dev.sliprovider.fakekeptn;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/**
 * A certificate and its key.
 *
 * @param pem the file with the certificate, then those of who signed it
 * @param key the file with its private key
 * @param context for a server or a client that has it
 */
public record Certificate(Path pem, Path key, SSLContext context) {

    /**
     * One that nobody has signed: it is trusted by its own file.
     *
     * @param host for which it is good
     */
    public static Certificate of(String host, Path folder) throws IOException, GeneralSecurityException {
        var keys = new Keystore(folder.resolve("server.p12"));
        keys.generate("server", "-dname", "CN=" + host, "-ext", "san=dns:" + host);
        return new Certificate(
                keys.writeChain("server", folder.resolve("server.pem")),
                keys.writeKey("server", folder.resolve("server.key")),
                keys.context("server", null));
    }
}
