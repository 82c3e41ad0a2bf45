package dev.sliprovider.sli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            b        | ^^ | b      | b
            'b'      | ^^ | 'b'    | b
            "b"      | ^^ | "b"    | b
            ='b'     | =  | 'b'    | =b
            !='b'    | != | 'b'    | !=b
            =~"b.*"  | =~ | "b.*"  | =~b.*
            !~ 'b'   | !~ | 'b'    | !~b
            !=b      | != | b      | !=b
            =        | =  | ^^     | =
            ^^       | ^^ | ^^     | ^^
            o'brien  | ^^ | o'brien| o'brien
            'b       | ^^ | 'b     | 'b
            'a'b'    | ^^ | 'a'b'  | 'a'b'
            """)
    void operator_operand_and_bare_text_are_told_apart(String value, String operator, String operand, String unquoted) {
        var filter = new Filter("key", value);
        assertThat(filter.operator()).isEqualTo(operator);
        assertThat(filter.operand()).isEqualTo(operand);
        assertThat(filter.unquoted()).isEqualTo(unquoted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            ''      | true
            'a'     | true
            "a"     | true
            'a"b'   | true
            'a\\'b' | true
            'a\\\\' | true
            '       | false
            'a      | false
            'a"     | false
            'a\\'   | false
            'a'b'   | false
            a       | false
            a'      | false
            `a`     | false
            """)
    void quoted_means_one_quote_from_the_first_to_the_last_character(String text, boolean quoted) {
        assertThat(Filter.isQuoted(text)).isEqualTo(quoted);
    }
}
