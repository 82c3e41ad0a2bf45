package dev.sliprovider.cli;

import dev.sliprovider.file.BoundedFile;
import dev.sliprovider.file.BoundedFile.Patience;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.SourceFile;
import dev.sliprovider.resource.MissingPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file, a pipe or standard input that the command line names; read within a limit.
 *
 * @param option that names it, for messages
 * @param name as written; {@code -} is standard input
 */
record InputFile(String option, String name) {

    private static final String CANNOT = "cannot be read: ";
    private static final String STANDARD_INPUT = "-";

    /** @return the file for messages: a path below the working directory is relative to it */
    String location() {
        return name.equals(STANDARD_INPUT) ? "standard input" : SourceFile.location(name);
    }

    /**
     * @param most bytes that are read
     * @throws GateException if it cannot be read, or has more
     */
    byte[] bytes(int most) throws GateException {
        return bytes(most, Patience.USUAL);
    }

    /** @param patience for standard input and pipes */
    byte[] bytes(int most, Patience patience) throws GateException {
        try {
            return name.equals(STANDARD_INPUT)
                    ? BoundedFile.read(System.in, most, patience)
                    : BoundedFile.readAny(Path.of(name), most, patience);
        } catch (NoSuchFileException e) {
            throw wrong(
                    "there is no file " + Path.of(name).toAbsolutePath().normalize() + MissingPath.hint(Path.of(name)));
        } catch (InvalidPathException e) {
            throw wrong("this cannot be a path");
        } catch (IOException e) {
            throw wrong(Files.isDirectory(Path.of(name)) ? "it is a directory; name a file" : why(e));
        }
    }

    /**
     * @param most bytes that are read
     * @throws GateException if it cannot be read, has more, or is not UTF-8
     */
    SourceFile text(int most) throws GateException {
        try {
            return new SourceFile(location(), BoundedFile.utf8(bytes(most)));
        } catch (BoundedFile.UnusableException e) {
            throw wrong("it " + e.getMessage());
        }
    }

    private static String why(IOException e) {
        String why = BoundedFile.why(e);
        return why.startsWith(CANNOT) ? why.substring(CANNOT.length()) : "it " + why;
    }

    private GateException wrong(String cause) {
        return GateException.wrongInput(option + " " + name + " cannot be read: " + cause);
    }
}
