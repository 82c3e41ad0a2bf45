package dev.sliprovider.fakekeptn;

import dev.sliprovider.secrets.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Keys and their certificates, made by the JDK's keytool.
 *
 * @param file they are in
 */
public record Keystore(Path file) {

    private static final char[] PASSWORD = Secrets.MARKER.toCharArray();
    private static final String TOOL = "sun.security.tools.keytool";

    /** Makes a key pair and its certificate. */
    public void generate(String alias, String... options) throws IOException {
        var arguments = new ArrayList<>(List.of("-genkeypair", "-keyalg", "EC", "-alias", alias));
        arguments.addAll(List.of("-keystore", file.toString(), "-storepass", new String(PASSWORD)));
        arguments.addAll(List.of(options));
        if (isToolOpen()) {
            inThisProcess(arguments);
        } else {
            inProcess(arguments);
        }
    }

    /** Maven opens it to tests, which make hundreds of keys: a process takes a second of a processor for each. */
    private static boolean isToolOpen() {
        return Object.class.getModule().isExported(TOOL, Keystore.class.getModule());
    }

    private static void inThisProcess(List<String> arguments) throws IOException {
        // With this option a failure is thrown and does not end the JVM.
        var all = new ArrayList<>(List.of("-debug"));
        all.addAll(0, arguments);
        try {
            Class.forName(TOOL + ".Main").getMethod("main", String[].class).invoke(null, (Object)
                    all.toArray(String[]::new));
        } catch (ReflectiveOperationException e) {
            throw new IOException("keytool failed", e);
        }
    }

    private static void inProcess(List<String> arguments) throws IOException {
        var command = new ArrayList<>(arguments);
        command.addFirst(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("keytool failed: " + output);
        }
    }

    /** Writes the certificates that lead from a key to its authority, the key's own first. */
    public Path writeChain(String alias, Path pem) throws IOException, GeneralSecurityException {
        var text = new StringBuilder();
        for (var certificate : load().getCertificateChain(alias)) {
            text.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        return Files.writeString(pem, text);
    }

    /** Writes a private key as PKCS #8. */
    public Path writeKey(String alias, Path pem) throws IOException, GeneralSecurityException {
        return Files.writeString(
                pem,
                Secrets.register(
                        pem("PRIVATE KEY", load().getKey(alias, PASSWORD).getEncoded())));
    }

    /**
     * For a server or a client.
     *
     * @param alias of the key it has, or null for none
     * @param trusted alias of the authority it trusts, or null for those of the JDK
     */
    public SSLContext context(String alias, String trusted) throws IOException, GeneralSecurityException {
        KeyStore all = load();
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        KeyStore own = empty();
        if (alias != null) {
            own.setKeyEntry(alias, all.getKey(alias, PASSWORD), PASSWORD, all.getCertificateChain(alias));
        }
        keys.init(own, PASSWORD);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        if (trusted != null) {
            KeyStore authorities = empty();
            authorities.setCertificateEntry(trusted, all.getCertificate(trusted));
            trust.init(authorities);
        }
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trusted == null ? null : trust.getTrustManagers(), null);
        return context;
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + kind
                + "-----\n";
    }
}
