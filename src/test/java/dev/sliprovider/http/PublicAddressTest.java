package dev.sliprovider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {

    private static final PublicAddress USUAL = new PublicAddress(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "localhost",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "169.254.0.1",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "2130706433",
                "127.1",
                "::1",
                "::",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::1",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "fec0::1",
                "ff02::1",
                "2001:db8::1",
                "name-that-does-not-exist.invalid"
            })
    void addresses_that_are_not_public_are_refused(String host) {
        assertThat(USUAL.resolve(host)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"13.107.42.18", "172.15.0.1", "172.32.0.1", "100.128.0.1", "2603:1030:20e::1"})
    void public_addresses_are_reached(String address) {
        assertThat(USUAL.resolve(address)).isPresent();
    }

    @Test
    void a_range_may_be_allowed() throws Exception {
        PublicAddress some = PublicAddress.allowing("x", List.of("10.1.0.0/16", " fd00::/8 "));

        assertThat(some.isAllowed(InetAddress.getByName("10.1.2.3"))).isTrue();
        assertThat(some.isAllowed(InetAddress.getByName("fd00::3"))).isTrue();
        assertThat(some.isAllowed(InetAddress.getByName("10.2.2.3"))).isFalse();
        assertThatThrownBy(() -> PublicAddress.allowing("the.setting", List.of("10.1.0.0")))
                .hasMessage("the.setting: \"10.1.0.0\" is no range of addresses, such as 10.1.0.0/16");
    }
}
