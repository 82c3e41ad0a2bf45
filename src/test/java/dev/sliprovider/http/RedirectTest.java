package dev.sliprovider.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://me:tr0ub4dor@login/a?token=tr0ub4dor#x | ' to https://login/a'
            //login/a                                      | ' to //login/a'
            /graph?token=tr0ub4dor                         | ' to /graph'
            ?token=tr0ub4dor                               | ''
            mailto:tr0ub4dor                               | ''
            http://a b                                     | ''
            """)
    void it_is_shown_without_what_may_be_a_credential(String location, String shown) {
        assertThat(HttpAddress.redirect(location)).isEqualTo(shown);
    }
}
