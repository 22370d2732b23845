package dev.inward.report;

import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.Interval;
import dev.inward.text.Excerpt;
import dev.inward.text.VisibleText;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.figures.Figures;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.StringEscapeUtils;

/**
 * A bar chart of the accuracies of a comparison, as static SVG without scripts. Escapes all texts.
 */
final class AccuracyChart {

    private static final int LEFT = 190;
    private static final int SCALE_WIDTH = 400;
    private static final int TOP = 64;
    private static final int ROW_HEIGHT = 34;
    private static final int BAR_HEIGHT = 20;
    private static final int FOOTER_HEIGHT = 90;
    private static final int MAX_LENGTH = 300;

    private record Bar(String name, String color, ClusteredMean mean) {}

    private final StringBuilder svg = new StringBuilder();

    private AccuracyChart() {}

    static String of(Verdict verdict, Figures figures) {
        return new AccuracyChart().draw(verdict, figures);
    }

    private String draw(Verdict verdict, Figures figures) {
        List<Bar> bars =
                List.of(
                        new Bar("self-prediction", "#2563a8", figures.self()),
                        new Bar("cross-prediction", "#c2571a", figures.cross()),
                        new Bar("mode baseline", "#77808a", figures.modeBaseline()),
                        new Bar("self, untrained", "#a8c4e2", figures.untrainedSelf()),
                        new Bar("cross, untrained", "#e8c3a5", figures.untrainedCross()));
        int bottom = TOP + ROW_HEIGHT * bars.size();
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"700\" height=\"%d\" viewBox=\"0 0 700 %d\" font-family=\"sans-serif\" font-size=\"14\">",
                bottom + FOOTER_HEIGHT, bottom + FOOTER_HEIGHT);
        add("<rect width=\"700\" height=\"%d\" fill=\"#ffffff\"/>", bottom + FOOTER_HEIGHT);
        addText(16, 26, "start", "#1f2328", title(verdict));
        addText(
                16,
                46,
                "start",
                "#59636e",
                String.format(
                        Locale.ROOT,
                        "mode strict: accuracy on %d items, %.0f %% intervals clustered by prompt",
                        figures.n(),
                        100 * figures.confidence()));
        addGrid(bottom);
        for (int i = 0; i < bars.size(); i++) {
            addBar(bars.get(i), TOP + i * ROW_HEIGHT, figures.confidence());
        }
        addText(16, bottom + 50, "start", "#1f2328", difference(figures));
        addText(
                16,
                bottom + 72,
                "start",
                "#1f2328",
                String.format(
                        Locale.ROOT, "%s: %s", verdict.decision(), verdict.claim().wording()));
        return svg.append("</svg>\n").toString();
    }

    private static String title(Verdict verdict) {
        return String.format(
                Locale.ROOT,
                "%s: %s",
                verdict.evidence().request().property().name(),
                verdict.evidence());
    }

    private static String difference(Figures figures) {
        Interval interval = figures.advantageBounds().interval();
        return String.format(
                Locale.ROOT,
                "self - cross = %+.3f [%+.3f, %+.3f]",
                figures.difference().estimate(),
                interval.lower(),
                interval.upper());
    }

    private void addGrid(int bottom) {
        for (int tenth = 0; tenth <= 10; tenth += 2) {
            double x = x(tenth / 10.0);
            add(
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#d1d9e0\"/>",
                    x, TOP - 6, x, bottom);
            addText(
                    x,
                    bottom + 18,
                    "middle",
                    "#59636e",
                    String.format(Locale.ROOT, "%.1f", tenth / 10.0));
        }
    }

    private void addBar(Bar bar, int y, double confidence) {
        Interval interval = bar.mean().interval(confidence);
        double middle = y + BAR_HEIGHT / 2.0;
        double low = x(interval.lower());
        double high = x(interval.upper());
        addText(LEFT - 10, middle + 5, "end", "#1f2328", bar.name());
        add(
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                LEFT, y, x(bar.mean().estimate()) - LEFT, BAR_HEIGHT, bar.color());
        add(
                "<path d=\"M%.1f %.1fH%.1fM%.1f %.1fv12M%.1f %.1fv12\" stroke=\"#1f2328\" stroke-width=\"1.5\" fill=\"none\"/>",
                low, middle, high, low, middle - 6, high, middle - 6);
        addText(
                LEFT + SCALE_WIDTH + 20.0,
                middle + 5,
                "start",
                "#1f2328",
                String.format(Locale.ROOT, "%.3f", bar.mean().estimate()));
    }

    private static double x(double share) {
        return LEFT + SCALE_WIDTH * Math.min(1, Math.max(0, share));
    }

    private void addText(double x, double y, String anchor, String color, String text) {
        add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>",
                x,
                y,
                anchor,
                color,
                StringEscapeUtils.escapeXml11(VisibleText.line(Excerpt.of(text, MAX_LENGTH))));
    }

    private void add(String element, Object... values) {
        svg.append(String.format(Locale.ROOT, element, values)).append('\n');
    }
}
