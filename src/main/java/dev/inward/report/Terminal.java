package dev.inward.report;

import java.io.Console;
import java.lang.reflect.Method;

/** Finds out whether standard output is a terminal. */
final class Terminal {

    private Terminal() {}

    /** From JDK 22, a console exists without a terminal; its {@code isTerminal} method tells. */
    @SuppressWarnings("SystemConsoleNull") // For newer JDKs the console itself tells.
    static boolean isInteractive() {
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
