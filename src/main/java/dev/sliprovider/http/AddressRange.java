package dev.sliprovider.http;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of IP addresses, as in {@code 10.0.0.0/8}.
 *
 * @param first an address of the range
 * @param length number of leading bits that all its addresses share
 */
public record AddressRange(byte[] first, int length) {

    /** Only IP addresses match this pattern; Java would look up other texts as names. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}|[0-9a-f:.]*:[0-9a-f:.]*");

    /** @return the range that the text names, if it is one with a slash */
    public static Optional<AddressRange> parse(String text) {
        String[] parts = text.split("/", 2);
        return address(parts[0])
                .filter(first -> parts[1].matches("\\d{1,3}") && Integer.parseInt(parts[1]) <= first.length * 8)
                .map(first -> new AddressRange(first, Integer.parseInt(parts[1])));
    }

    /** @return whether the text is an IP address of the range */
    public boolean contains(String host) {
        return address(host)
                .filter(address -> address.length == first.length)
                .map(address -> prefix(address).equals(prefix(first)))
                .orElse(false);
    }

    private BigInteger prefix(byte[] address) {
        return new BigInteger(1, address).shiftRight(address.length * 8 - length);
    }

    private static Optional<byte[]> address(String text) {
        try {
            return ADDRESS.matcher(text).matches()
                    ? Optional.of(InetAddress.getByName(text).getAddress())
                    : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
