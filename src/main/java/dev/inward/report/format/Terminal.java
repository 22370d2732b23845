package dev.inward.report.format;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Detects whether standard output is a terminal, and how wide it is. */
public final class Terminal {

    private static final Path TERMINAL = Path.of("/dev/tty");
    private static final Pattern LAST_NUMBER = Pattern.compile("\\b\\d{1,6}\\z");
    private static final int MIN_WIDTH = 40;

    private Terminal() {}

    /**
     * Returns the number of characters of a line: the variable {@code COLUMNS}, or what the
     * terminal says that started the run. The JVM of a build tool writes into a pipe, but it has
     * the terminal of its shell.
     *
     * @return the number; empty without a terminal
     */
    public static OptionalInt width() {
        String columns = System.getenv("COLUMNS");
        OptionalInt stated = width(columns == null ? "" : columns);
        return stated.isPresent() || !Files.isReadable(TERMINAL) ? stated : width(size());
    }

    /** Returns the last number of a text; empty if that is too small for a table. */
    static OptionalInt width(String text) {
        Matcher number = LAST_NUMBER.matcher(text.strip());
        return number.find() && Integer.parseInt(number.group()) >= MIN_WIDTH
                ? OptionalInt.of(Integer.parseInt(number.group()))
                : OptionalInt.empty();
    }

    private static String size() {
        try {
            Process stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(TERMINAL.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (InputStream out = stty.getInputStream()) {
                return new String(out.readAllBytes(), StandardCharsets.US_ASCII);
            }
        } catch (IOException noTerminal) {
            return "";
        }
    }

    /**
     * From JDK 22 on, a console also exists without a terminal. Its method {@code isTerminal}
     * distinguishes the two.
     */
    @SuppressWarnings("SystemConsoleNull") // For newer JDKs, isTerminal is called.
    public static boolean isInteractive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            Method isTerminal = Console.class.getMethod("isTerminal");
            return Boolean.TRUE.equals(isTerminal.invoke(console));
        } catch (NoSuchMethodException olderJdk) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
