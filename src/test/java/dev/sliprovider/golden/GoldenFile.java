package dev.sliprovider.golden;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Cases, one as JSON a line, compressed by gzip or not. */
record GoldenFile(Path path) {

    /** The file of the project. */
    static final GoldenFile COMMITTED = new GoldenFile(Path.of("src/test/resources/slo/cases.jsonl.gz"));

    /** Numbers such as 1e400 stand in some files as {@code Infinity}. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final int MAGIC = 0x1f8b;

    /** What became of a file. */
    record Result(int cases, List<GoldenCase.Difference> differences) {
        int agreeing() {
            return cases - differences.size();
        }
    }

    /** @throws IOException if the file cannot be read, or a line of it is not JSON */
    Result run() throws IOException {
        var differences = new ArrayList<GoldenCase.Difference>();
        int cases = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    cases++;
                    golden(line, cases).difference().ifPresent(differences::add);
                }
            }
        }
        return new Result(cases, differences);
    }

    private static GoldenCase golden(String line, int number) throws IOException {
        JsonNode json = JSON.readTree(line);
        if (!json.path("getSli").isObject() || !json.path("expected").isObject()) {
            throw new IOException("line " + number + " is no golden case: \"getSli\" or \"expected\" is missing");
        }
        return new GoldenCase(json);
    }

    private InputStream open() throws IOException {
        var bytes = new BufferedInputStream(Files.newInputStream(path));
        bytes.mark(2);
        int start = bytes.read() << 8 | bytes.read();
        bytes.reset();
        return start == MAGIC ? new GZIPInputStream(bytes) : bytes;
    }
}
