package dev.sliprovider.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Commands that start nothing, run in this process. */
final class GateHarness {

    /**
     * What a run left.
     *
     * @param code exit code
     * @param out standard output
     * @param err standard error
     */
    record Outcome(int code, String out, String err) {}

    private GateHarness() {}

    static Outcome run(String input, String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        InputStream in = System.in;
        var writtenOut = new ByteArrayOutputStream();
        var writtenErr = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(writtenOut, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(writtenErr, true, StandardCharsets.UTF_8));
            System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
            int code = Cli.commandLine().execute(arguments);
            return new Outcome(
                    code, writtenOut.toString(StandardCharsets.UTF_8), writtenErr.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
            System.setIn(in);
        }
    }

    /**
     * What {@link Program#run} leaves, without a process, which costs more than half a second of a processor. Each command
     * has a test with a process as well. A native executable is always started, because it may lack a class.
     */
    static Program.Result likeProgram(String input, String... arguments) throws IOException, InterruptedException {
        if (!Program.isJar()) {
            return Program.run(Map.of(), input, arguments);
        }
        Outcome outcome = run(input, arguments);
        return new Program.Result(outcome.code(), outcome.out(), outcome.err());
    }
}
