package dev.inward.report.chart;

import dev.inward.text.ConsoleLog;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Whether this JVM can draw charts. Text needs a font, and slim containers have none; then there is
 * no chart, and the log says once what to install.
 *
 * <p>Charts never open a display: unless the JVM has set {@code java.awt.headless} itself, it is
 * set here.
 */
public final class ChartSupport {

    private static final String HEADLESS = "java.awt.headless";

    private static final boolean CAN_DRAW = canDraw();

    private ChartSupport() {}

    /** Returns whether charts can be drawn. */
    public static boolean isPresent() {
        return CAN_DRAW;
    }

    /** AWT reports missing fonts and missing native libraries as errors of many kinds. */
    private static boolean canDraw() {
        try {
            if (System.getProperty(HEADLESS) == null) {
                System.setProperty(HEADLESS, "true");
            }
            AccuracyBars.of(new Caption("", 0.95), List.of(), null);
            return true;
        } catch (RuntimeException | Error e) {
            ConsoleLog.of(ChartSupport.class)
                    .log(
                            Level.WARNING,
                            "no charts are drawn, because this machine has no fonts for Java: "
                                    + e
                                    + ". All figures are in the tables and in verdicts.json. To have charts, install fontconfig and a font, such as: apt-get install fontconfig fonts-dejavu-core");
            return false;
        }
    }
}
