package dev.sliprovider.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sliprovider.http.HttpAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceAddressTest {

    @ParameterizedTest
    @CsvSource({
        "resource-service:8080,                  http://resource-service:8080",
        "http://user:tr0ub4dor@my_host:8080,     http://my_host:8080",
        "https://user:tr0ub4dor@host/api/x,      https://host/api/x",
    })
    void it_is_shown_without_the_credentials(String setting, String shown) {
        assertThat(HttpAddress.describe(ResourceService.address(setting))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://:80                   | it has no valid host
            http://u:tr0ub4dor@          | it has no valid host
            http://tr0ub4dor host        | it is not a URL
            http://host:65536            | it has a port above 65535
            ftp://u:tr0ub4dor@host       | it must begin with http:// or https://
            http://host?tr0ub4dor        | it must end before ? and #
            http://u:12/tr0ub4dor@host   | there is an @ after the host
            """)
    void what_cannot_be_used_is_refused_without_repeating_it(String setting, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResourceService.address(setting))
                .withMessageStartingWith(
                        "sli-provider.resource.url (RESOURCE_SERVICE, --resource-service) cannot be used: " + why)
                .satisfies(e -> assertThat(e).hasMessageNotContaining("tr0ub4dor"));
    }
}
