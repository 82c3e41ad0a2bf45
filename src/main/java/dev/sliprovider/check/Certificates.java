package dev.sliprovider.check;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Describes certificates for people. */
final class Certificates {

    private static final long SOON_DAYS = 14;
    private static final int NAMES = 5;

    private Certificates() {}

    /** @param chain of one server, its own first; at least one */
    static String describe(List<X509Certificate> chain, Instant now) {
        X509Certificate own = chain.getFirst();
        String subjects = chain.stream().map(Certificates::subject).collect(Collectors.joining(" < "));
        String names = names(own);
        return subjects + (names.isEmpty() ? "" : " for " + names) + ", issued by "
                + own.getIssuerX500Principal().getName() + ", "
                + validity(own.getNotAfter().toInstant(), now);
    }

    /** @return the certificates that have expired or expire within two weeks */
    static List<String> endingSoon(List<X509Certificate> chain, Instant now) {
        return chain.stream()
                .filter(certificate -> isSoon(certificate.getNotAfter().toInstant(), now))
                .map(certificate -> subject(certificate) + " "
                        + validity(certificate.getNotAfter().toInstant(), now))
                .toList();
    }

    static boolean isSoon(Instant end, Instant now) {
        return daysLeft(end, now) < SOON_DAYS;
    }

    /** @return such as {@code valid until 2030-01-31 (29 days left)} */
    static String validity(Instant end, Instant now) {
        String day = end.atZone(ZoneOffset.UTC).toLocalDate().toString();
        long days = daysLeft(end, now);
        String left = days == 1 ? "1 day left" : days + " days left";
        return end.isBefore(now) ? "expired " + day : "valid until " + day + " (" + left + ")";
    }

    /** @return whole days: a certificate that expires in an hour has none left */
    private static long daysLeft(Instant end, Instant now) {
        return Duration.between(now, end).toDays();
    }

    static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    private static String names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? ""
                    : names.stream()
                            .limit(NAMES)
                            .map(name -> String.valueOf(name.get(1)))
                            .collect(Collectors.joining(", ", "", names.size() > NAMES ? ", …" : ""));
        } catch (CertificateParsingException e) {
            return "";
        }
    }
}
