package dev.sliprovider.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.prometheus.QueryResult.Failed;
import dev.sliprovider.prometheus.QueryResult.Matrix;
import dev.sliprovider.prometheus.QueryResult.Sample;
import dev.sliprovider.prometheus.QueryResult.Scalar;
import dev.sliprovider.prometheus.QueryResult.Text;
import dev.sliprovider.prometheus.QueryResult.Vector;
import dev.sliprovider.sli.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryAnswerTest {

    @Test
    void a_vector_keeps_its_samples_in_order() {
        assertThat(result("vector", """
                [{'metric':{'job':'a','code':'500'},'value':[1709629890.9,'0.25']},
                 {'metric':{},'value':[1709629890.9,'0']},
                 {'metric':{'job':'h'},'histogram':[1709629890.9,{'count':'1'}]}]"""))
                .isEqualTo(new Vector(
                        List.of(
                                new Sample.Float("{job=\"a\",code=\"500\"}", 0.25),
                                new Sample.Float("{}", 0),
                                new Sample.Histogram("{job=\"h\"}")),
                        List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "0,       0",
        "-0,      -0.0",
        "0.25,    0.25",
        "1e-7,    1e-7",
        "1.5E+21, 1.5e21",
        "+3,      3",
        ".5,      0.5",
        "5.,      5",
        "NaN,     NaN",
        "+Inf,    Infinity",
        "Inf,     Infinity",
        "-Inf,    -Infinity",
    })
    void reads_every_number_that_prometheus_writes(String text, double value) {
        assertThat(result("scalar", "[1,'" + text + "']")).isEqualTo(new Scalar(value, List.of()));
        assertThat(result("vector", "[{'metric':{},'value':[1,'" + text + "']}]"))
                .isEqualTo(new Vector(List.of(new Sample.Float("{}", value)), List.of()));
    }

    @Test
    void an_empty_vector_is_a_vector() {
        assertThat(result("vector", "[]")).isEqualTo(new Vector(List.of(), List.of()));
    }

    @Test
    void of_many_series_the_first_are_kept_and_all_are_counted() {
        String series = "{'metric':{'a':'b'},'value':[1,'1']},".repeat(5_000);
        assertThat(result("vector", "[" + series + "{'metric':{},'value':[1,'2']}]"))
                .isInstanceOfSatisfying(Vector.class, vector -> {
                    assertThat(vector.series()).isEqualTo(5_001);
                    assertThat(vector.samples()).hasSize(BoundedJson.KEPT);
                });
        assertThat(result("matrix", "[" + "{'metric':{},'values':[]},".repeat(99) + "{}]"))
                .isEqualTo(new Matrix(100));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 422, 500})
    void a_text_that_is_too_long_to_be_one_is_told_and_not_kept(int status) {
        String error = "x".repeat(BoundedJson.LONGEST_TEXT + 1);
        assertThat(read(status, "{'status':'error','errorType':'execution','error':'" + error + "'}"))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.failure().cause())
                                .contains(status == 200 ? "too long" : "HTTP " + status)
                                .hasSizeLessThan(1_000));
    }

    @Test
    void a_matrix_tells_how_many_series_it_has() {
        assertThat(result("matrix", "[{'metric':{},'values':[]},{'metric':{},'values':[]}]"))
                .isEqualTo(new Matrix(2));
    }

    @Test
    void a_string_is_a_text() {
        assertThat(result("string", "[1,'hello']")).isEqualTo(new Text("hello"));
    }

    @Test
    void warnings_and_infos_are_kept() {
        assertThat(read(200, """
                {'status':'success','data':{'resultType':'scalar','result':[1,'1']},
                 'warnings':['careful'],'infos':['metric might not be a counter']}""")).isEqualTo(new Scalar(1, List.of("careful", "Info: metric might not be a counter")));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '^', textBlock = """
            200 | ^^                                            | EMPTY_ANSWER     | true  | the answer has no body
            200 | ^  ^                                          | EMPTY_ANSWER     | true  | the answer has no body
            200 | <html>login</html>                            | NOT_JSON         | false | the answer is an HTML page
            200 | OK                                            | NOT_JSON         | false | it begins with "OK"
            200 | {'status':'success'                           | TRUNCATED_ANSWER | true  | in the middle of its JSON
            200 | {'status':'succ                               | TRUNCATED_ANSWER | true  | in the middle of its JSON
            200 | {                                             | TRUNCATED_ANSWER | true  | after 1 bytes
            200 | null                                          | UNEXPECTED_JSON  | false | it has no status
            200 | []                                            | UNEXPECTED_JSON  | false | it has no status
            200 | {}                                            | UNEXPECTED_JSON  | false | it has no status
            200 | {'status':200}                                | UNEXPECTED_JSON  | false | it has no status
            200 | {'status':'success'}                          | UNEXPECTED_JSON  | false | its resultType is ""
            200 | {'status':'success','data':{'resultType':'x'}} | UNEXPECTED_JSON | false | its resultType is "x"
            200 | {'status':'success','data':{'resultType':'vector','result':{}}} | UNEXPECTED_JSON | false | its vector is not an array
            200 | {'status':'success','data':{'resultType':'vector','result':[{}]}} | UNEXPECTED_JSON | false | a sample of its vector has no number
            200 | {'status':'success','data':{'resultType':'vector','result':[{'value':[1,'0x1p3']}]}} | UNEXPECTED_JSON | false | no number
            200 | {'status':'success','data':{'resultType':'vector','result':[{'value':[1,'1d']}]}} | UNEXPECTED_JSON | false | no number
            200 | {'status':'success','data':{'resultType':'scalar','result':[1]}} | UNEXPECTED_JSON | false | its scalar has no number
            200 | {'status':'success','data':{'resultType':'scalar','result':['1','1']}} | UNEXPECTED_JSON | false | its scalar has no number
            400 | {'status':'error','errorType':'bad_data','error':'parse error'} | QUERY_REJECTED | false | Prometheus says bad_data: parse error
            422 | {'status':'error','errorType':'execution','error':'many-to-many'} | QUERY_FAILED | false | Prometheus says execution: many-to-many
            503 | {'status':'error','errorType':'timeout','error':'query timed out'} | TIMEOUT | true | Prometheus says timeout: query timed out
            200 | {'status':'error','errorType':'bad_data','error':'x'} | QUERY_REJECTED | false | bad_data: x
            500 | {'status':'success','data':{'resultType':'scalar','result':[1,'1']}} | SERVER_ERROR | true | HTTP 500
            500 | ^^                                            | SERVER_ERROR     | true  | HTTP 500
            502 | <html>bad gateway</html>                      | SERVER_ERROR     | true  | HTTP 502 (an HTML page)
            404 | 404 page not found                            | UNEXPECTED_STATUS | false | HTTP 404 (404 page not found)
            401 | Unauthorized                                  | UNAUTHORIZED     | false | HTTP 401 (Unauthorized)
            302 | ^^                                            | UNEXPECTED_STATUS | false | redirects are not followed
            429 | {'message':'slow down'}                       | TOO_MANY_REQUESTS | true | slow down
            """)
    void what_is_no_result_is_told_apart(int status, String body, Reason reason, boolean passing, String cause) {
        assertThat(read(status, body)).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure().reason()).isEqualTo(reason);
            assertThat(failed.failure().kind().isRepeated()).isEqualTo(passing);
            assertThat(failed.failure().text()).contains(cause);
        });
    }

    @Test
    void the_title_of_a_login_page_is_quoted() {
        String page = "<html><head><title>Sign in to the shop\u009b</title></head></html>";
        assertThat(read(200, page)).isInstanceOfSatisfying(Failed.class, failed -> assertThat(
                        failed.failure().cause())
                .isEqualTo("the answer is an HTML page, not JSON (\"Sign in to the shop?\")"));
    }

    @Test
    void bytes_that_are_no_text_are_told() {
        assertThat(QueryAnswer.read(200, new byte[] {(byte) 0x1f, (byte) 0x8b, 0, 1, 2, 3}, Optional.empty()))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.failure().reason()).isEqualTo(Reason.NOT_JSON));
    }

    @Test
    void every_cut_of_an_answer_is_a_truncated_one() {
        String whole =
                "{'status':'success','data':{'resultType':'vector','result':[{'metric':{'a':'é'},'value':[1.5,'-1e-5']}]}}"
                        .replace('\'', '"');
        byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
        for (int length = 1; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThat(QueryAnswer.read(200, cut, Optional.empty()))
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.failure().reason())
                                    .as(new String(cut, StandardCharsets.UTF_8))
                                    .isEqualTo(Reason.TRUNCATED_ANSWER));
        }
    }

    private static QueryResult result(String type, String result) {
        return read(200, "{'status':'success','data':{'resultType':'" + type + "','result':" + result + "}}");
    }

    private static QueryResult read(int status, String body) {
        return QueryAnswer.read(status, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8), Optional.empty());
    }
}
