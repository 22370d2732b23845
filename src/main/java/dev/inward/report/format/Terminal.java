package dev.inward.report.format;

import java.io.Console;
import java.lang.reflect.Method;

/** Detects whether standard output is a terminal. */
public final class Terminal {

    private Terminal() {}

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
