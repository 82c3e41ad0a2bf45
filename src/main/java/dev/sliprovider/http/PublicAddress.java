package dev.sliprovider.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Addresses that a client may name for requests of ours. Private, local and special ones are refused: a client could reach
 * services through us that it cannot reach itself, such as a cloud's metadata.
 *
 * @param allowed ranges that may be reached nevertheless
 */
public record PublicAddress(List<AddressRange> allowed) {

    /** IANA's special-purpose registries for IPv4 and IPv6, and the forms of IPv6 that contain an IPv4 address. */
    private static final List<AddressRange> SPECIAL = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "168.63.129.16/32",
                    "::/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .map(text -> AddressRange.parse(text).orElseThrow())
            .toList();

    /** Copies the list. */
    public PublicAddress {
        allowed = List.copyOf(allowed);
    }

    /**
     * @param setting for the message
     * @param ranges such as {@code 10.1.0.0/16}
     * @throws IllegalArgumentException if one is no range
     */
    public static PublicAddress allowing(String setting, List<String> ranges) {
        return new PublicAddress(ranges.stream()
                .map(text -> Optional.of(text.strip())
                        .filter(range -> range.contains("/"))
                        .flatMap(AddressRange::parse)
                        .orElseThrow(() -> new IllegalArgumentException(
                                setting + ": \"" + text + "\" is no range of addresses, such as 10.1.0.0/16")))
                .toList());
    }

    /**
     * Resolves a name once. The request must then go to this address: another answer of DNS would not be checked.
     * Blocks.
     *
     * @return an address; empty if the name has none, or if any of its addresses is refused
     */
    public Optional<String> resolve(String host) {
        try {
            InetAddress[] all = InetAddress.getAllByName(host);
            return Arrays.stream(all).allMatch(this::isAllowed)
                    ? Optional.of(all[0].getHostAddress())
                    : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** @return whether requests may go there */
    boolean isAllowed(InetAddress address) {
        String text = address.getHostAddress().replaceFirst("%.*", "");
        return allowed.stream().anyMatch(range -> range.contains(text))
                || SPECIAL.stream().noneMatch(range -> range.contains(text));
    }
}
