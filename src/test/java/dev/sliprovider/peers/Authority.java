package dev.sliprovider.peers;

import dev.sliprovider.fakekeptn.Certificate;
import dev.sliprovider.fakekeptn.Keystore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** A certificate authority of a company's own: who does not name it trusts none of its certificates. */
public final class Authority {

    private static final String SELF = "authority";

    private final Path folder;
    private final Keystore keys;
    private final Path pem;
    private final Map<String, Integer> issued = new HashMap<>();

    private Authority(Path folder) throws IOException, GeneralSecurityException {
        this.folder = Files.createDirectories(folder);
        keys = new Keystore(folder.resolve("authority.p12"));
        keys.generate(SELF, "-dname", "CN=Authority in " + folder.getFileName(), "-ext", "bc:c");
        pem = keys.writeChain(SELF, folder.resolve("ca.pem"));
    }

    /** A new one that keeps its files there. */
    public static Authority in(Path folder) throws IOException, GeneralSecurityException {
        return new Authority(folder);
    }

    /** @return the file to trust it by */
    public Path ca() {
        return pem;
    }

    /** @return for a client that trusts this authority and has no certificate */
    public SSLContext trust() throws IOException, GeneralSecurityException {
        return keys.context(null, SELF);
    }

    /**
     * A certificate for a server or a client. Its context trusts this authority too. Who asks again gets another one, in
     * files with a number.
     *
     * @param name of who has it, and of its files
     * @param san host names and addresses for which it is good
     */
    public Certificate issue(String name, String... san) throws IOException, GeneralSecurityException {
        return issue(name, san, "-validity", "30");
    }

    /** A certificate that ended yesterday. */
    public Certificate issueExpired(String name, String... san) throws IOException, GeneralSecurityException {
        return issue(name, san, "-startdate", "-3d", "-validity", "2");
    }

    private Certificate issue(String name, String[] san, String... validity)
            throws IOException, GeneralSecurityException {
        var options = new ArrayList<>(List.of("-signer", SELF, "-dname", "CN=" + name));
        options.addAll(List.of("-ext", "ku=digitalSignature", "-ext", "eku=serverAuth,clientAuth"));
        if (san.length > 0) {
            options.addAll(List.of(
                    "-ext", Arrays.stream(san).map(Authority::kind).collect(Collectors.joining(",", "san=", ""))));
        }
        options.addAll(List.of(validity));
        int number = issued.merge(name, 1, Integer::sum);
        String alias = number == 1 ? name : name + "-" + number;
        keys.generate(alias, options.toArray(String[]::new));
        return new Certificate(
                keys.writeChain(alias, folder.resolve(alias + ".pem")),
                keys.writeKey(alias, folder.resolve(alias + ".key")),
                keys.context(alias, SELF));
    }

    private static String kind(String host) {
        return (host.matches("[\\d.]+|[\\da-f:]*:[\\da-f:]*") ? "ip:" : "dns:") + host;
    }
}
