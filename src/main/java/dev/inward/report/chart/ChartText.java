package dev.inward.report.chart;

import dev.inward.text.Excerpt;
import dev.inward.text.VisibleText;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Texts of charts. Names come from outside: they can be long, and have characters XML forbids. */
final class ChartText {

    private static final int MAX_LENGTH = 120;
    private static final int MAX_LINE_LENGTH = 1_000;
    private static final FontRenderContext UNSCALED = new FontRenderContext(null, true, true);

    private ChartText() {}

    /** Returns a name on one line that XML can hold. Batik escapes its markup. */
    static String line(String untrusted) {
        return VisibleText.line(Excerpt.of(untrusted, MAX_LENGTH));
    }

    /**
     * Returns a text on one line, so that it is at most so many pixels wide. Its middle is cut:
     * names of models often differ at their ends.
     */
    static String fitting(String untrusted, Font font, double width) {
        String line = VisibleText.line(Excerpt.of(untrusted, MAX_LINE_LENGTH));
        if (width(line, font) <= width) {
            return line;
        }
        List<String> characters = characters(line);
        int kept = characters.size() - 1;
        while (kept > 0 && width(cut(characters, kept), font) > width) {
            kept--;
        }
        return cut(characters, kept);
    }

    private static String cut(List<String> characters, int kept) {
        int end = kept / 2;
        return String.join("", characters.subList(0, kept - end)).stripTrailing()
                + "…"
                + String.join("", characters.subList(characters.size() - end, characters.size()))
                        .stripLeading();
    }

    /** Returns what readers see as single characters; none of them may be split. */
    private static List<String> characters(String text) {
        BreakIterator boundaries = BreakIterator.getCharacterInstance(Locale.ROOT);
        boundaries.setText(text);
        var characters = new ArrayList<String>();
        int start = boundaries.first();
        for (int end = boundaries.next(); end != BreakIterator.DONE; end = boundaries.next()) {
            characters.add(text.substring(start, end));
            start = end;
        }
        return characters;
    }

    static double width(String text, Font font) {
        return font.getStringBounds(text, UNSCALED).getWidth();
    }

    static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Returns the numbers of a share: {@code 0.731 [0.652, 0.802], n = 153}. */
    static String share(Measured share) {
        return format("%s, n = %d", share.estimate().asShare(), share.n());
    }

    /** Returns the numbers of a difference, with signs. */
    static String difference(Measured difference) {
        return format("%s, n = %d", difference.estimate().asDifference(), difference.n());
    }

    /** Returns all finite numbers of some means. */
    static DoubleStream ends(Stream<Estimate> estimates) {
        return estimates
                .flatMapToDouble(it -> DoubleStream.of(it.value(), it.lower(), it.upper()))
                .filter(Double::isFinite);
    }

    /** Returns a share such as 0.95 as {@code 95 %}. */
    static String percent(double share) {
        String percent = format("%.1f", 100 * share);
        return (percent.endsWith(".0") ? percent.substring(0, percent.length() - 2) : percent)
                + " %";
    }
}
