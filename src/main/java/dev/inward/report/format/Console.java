package dev.inward.report.format;

import dev.inward.text.ConsoleText;
import java.io.PrintStream;

/**
 * The console. Everything that a run prints goes through this class, because names, answers and
 * error messages in it come from outside.
 *
 * <p>Thread-safe if the stream is.
 */
public final class Console {

    private final PrintStream out;

    /** Creates the console on a stream. */
    public Console(PrintStream out) {
        this.out = out;
    }

    /** Prints one or more lines. */
    public void println(String text) {
        out.println(ConsoleText.of(text));
    }

    /** Prints an empty line. */
    public void println() {
        out.println();
    }

    /** Writes over the current line of a terminal. */
    public void overwrite(String line) {
        out.print("\r" + ConsoleText.of(line));
        out.flush();
    }
}
