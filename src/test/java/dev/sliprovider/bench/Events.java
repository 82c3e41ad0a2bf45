package dev.sliprovider.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Events, and the sli.yaml behind them. Every indicator of every event has a query of its own: equal ones are shared. */
final class Events {

    static final String METRIC = "bench_";
    static final int MOST_INDICATORS = 100;

    private Events() {}

    /** @return the directory */
    static Path writeConfiguration() throws IOException {
        Path directory = Processes.FOLDER.resolve("sli");
        Path file = directory.resolve("prometheus/sli.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                IntStream.range(0, MOST_INDICATORS)
                        .mapToObj(i -> "  i" + i + ": " + METRIC + i + "{run=\"$LABEL.run\"}\n")
                        .collect(Collectors.joining("", "spec_version: \"1.0\"\nindicators:\n", "")));
        return directory;
    }

    static String triggered(int indicators) {
        String id = UUID.randomUUID().toString();
        Instant end = Instant.now();
        return """
                {"specversion":"1.0","id":"%s","source":"bench","type":"sh.keptn.event.get-sli.triggered",\
                "time":"%s","contenttype":"application/json","shkeptncontext":"%s","shkeptnspecversion":"0.2.4",\
                "data":{"project":"bench","stage":"dev","service":"bench","labels":{"run":"%s"},"deployment":"",\
                "get-sli":{"sliProvider":"prometheus","start":"%s","end":"%s","indicators":[%s]}}}""".formatted(
                id,
                end,
                id,
                id,
                end.minusSeconds(600),
                end,
                IntStream.range(0, indicators).mapToObj(i -> "\"i" + i + "\"").collect(Collectors.joining(",")));
    }

    /** @return how many indicators of an answer have a value; 0 if it is no get-sli.finished */
    static int values(String answer) {
        if (!answer.contains("sh.keptn.event.get-sli.finished")) {
            return 0;
        }
        String success = "\"success\":true";
        int count = 0;
        for (int at = answer.indexOf(success); at >= 0; at = answer.indexOf(success, at + 1)) {
            count++;
        }
        return count;
    }
}
