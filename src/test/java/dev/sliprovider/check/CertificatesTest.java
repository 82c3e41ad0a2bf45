package dev.sliprovider.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.peers.Authority;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read of certificates. */
class CertificatesTest {

    private static final Instant NOW = Instant.parse("2024-03-05T09:00:00Z");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2024-03-19T09:00:00Z | valid until 2024-03-19 (14 days left) | false
                    2024-03-19T08:59:59Z | valid until 2024-03-19 (13 days left) | true
                    2024-03-06T10:00:00Z | valid until 2024-03-06 (1 day left)   | true
                    2024-03-05T09:30:00Z | valid until 2024-03-05 (0 days left)  | true
                    2024-03-05T08:59:59Z | expired 2024-03-05                    | true
                    """)
    void less_than_14_days_are_soon(Instant end, String text, boolean isSoon) {
        assertThat(Certificates.validity(end, NOW)).isEqualTo(text);
        assertThat(Certificates.isSoon(end, NOW)).isEqualTo(isSoon);
    }

    @Test
    void a_chain_has_subjects_names_and_who_issued_it() throws Exception {
        Authority authority = Authority.in(folder.resolve("home"));
        byte[] pem = Files.readAllBytes(
                authority.issue("prometheus", "localhost", "127.0.0.1").pem());
        List<X509Certificate> chain =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                        .map(X509Certificate.class::cast)
                        .toList();
        Instant now = chain.getFirst().getNotAfter().toInstant().minus(Duration.ofDays(3));

        assertThat(Certificates.describe(chain, now))
                .startsWith("CN=prometheus < CN=Authority in home for localhost, 127.0.0.1,"
                        + " issued by CN=Authority in home, valid until ")
                .endsWith("(3 days left)");
        assertThat(Certificates.endingSoon(chain, now))
                .singleElement()
                .asString()
                .startsWith("CN=prometheus valid until");
    }
}
