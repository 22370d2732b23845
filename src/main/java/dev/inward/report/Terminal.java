package dev.inward.report;

import java.io.Console;
import java.lang.reflect.Method;

/** Whether somebody looks at what is printed, line by line as it changes. */
final class Terminal {

    private Terminal() {}

    /** From JDK 22 on there is a console even where there is no terminal, which it can tell. */
    @SuppressWarnings("SystemConsoleNull") // What newer JDKs answer is asked of the console itself.
    static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            Method isTerminal = Console.class.getMethod("isTerminal");
            return Boolean.TRUE.equals(isTerminal.invoke(console));
        } catch (NoSuchMethodException onAnOlderJdk) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
