package dev.sliprovider.fakekeptn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate that nobody has signed, made by the JDK's keytool.
 *
 * @param pem the file to trust it by
 * @param key the file with its private key
 * @param context for a server that has it
 */
public record Certificate(Path pem, Path key, SSLContext context) {

    private static final String PASSWORD = "changeit";

    /** @param host for which it is good */
    public static Certificate of(String host, Path folder) throws IOException, GeneralSecurityException {
        Path store = folder.resolve("server.p12");
        Path pem = folder.resolve("server.pem");
        keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + host, "-ext", "san=dns:" + host);
        keytool(store, "-exportcert", "-rfc", "-file", pem.toString());
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        byte[] key = keys.getKey("server", PASSWORD.toCharArray()).getEncoded();
        Path keyFile = Files.writeString(
                folder.resolve("server.key"),
                "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                        + "\n-----END PRIVATE KEY-----\n");
        return new Certificate(pem, keyFile, context);
    }

    private static void keytool(Path store, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "server", "-keystore", store.toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile("keytool", ".txt").toFile())
                .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("keytool failed");
        }
    }
}
