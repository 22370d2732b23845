package dev.inward.report;

import static dev.inward.study.PredictionOutcome.RIGHT;
import static dev.inward.study.PredictionOutcome.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inward.Margin;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.statistics.Interval;
import dev.inward.study.ScoredItem;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.IntrospectionClaim;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.figures.Figures;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/**
 * Tests that a chart draws the figures to scale: 0 is at x = 190 and 1 at x = 590. Self-prediction
 * is right on 60 of 100 items and cross-prediction on 25.
 */
class AccuracyChartTest {

    private static final double LEFT = 190;
    private static final double WIDTH = 400;

    private final Verdict verdict = verdict();
    private final Figures figures = verdict.figures().orElseThrow();
    private Document chart;

    @BeforeEach
    void draw() throws Exception {
        chart =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(
                                new InputSource(
                                        new StringReader(AccuracyChart.of(verdict, figures))));
    }

    @Test
    void each_accuracy_is_a_bar_to_scale_below_the_one_before() {
        List<Element> bars = all("rect").skip(1).toList();

        assertThat(bars).extracting(bar -> number(bar, "x")).containsOnly(LEFT);
        assertThat(bars).extracting(bar -> number(bar, "height")).containsOnly(20.0);
        assertThat(bars)
                .extracting(bar -> number(bar, "width"))
                .containsExactly(0.6 * WIDTH, 0.25 * WIDTH, 0.0, 0.0, 0.0);
        assertThat(bars)
                .extracting(bar -> number(bar, "y"))
                .containsExactly(64.0, 98.0, 132.0, 166.0, 200.0);
        assertThat(bars).extracting(bar -> bar.getAttribute("fill")).doesNotHaveDuplicates();
    }

    @Test
    void the_whisker_of_a_bar_spans_its_interval() {
        Interval self = figures.self().interval(figures.confidence());

        assertThat(all("path").map(path -> path.getAttribute("d")).findFirst())
                .hasValue(
                        String.format(
                                Locale.ROOT,
                                "M%1$.1f 74.0H%2$.1fM%1$.1f 68.0v12M%2$.1f 68.0v12",
                                LEFT + WIDTH * self.lower(),
                                LEFT + WIDTH * self.upper()));
        assertThat(all("path")).hasSize(5);
    }

    @Test
    void a_name_and_a_figure_stand_beside_the_middle_of_each_bar() {
        assertThat(text("self-prediction")).satisfies(it -> assertAt(it, 180, 79, "end"));
        assertThat(text("0.600")).satisfies(it -> assertAt(it, 610, 79, "start"));
        assertThat(text("cross-prediction")).satisfies(it -> assertAt(it, 180, 113, "end"));
        assertThat(text("0.250")).satisfies(it -> assertAt(it, 610, 113, "start"));
    }

    @Test
    void the_grid_marks_every_fifth_of_the_scale() {
        List<Element> lines = all("line").toList();

        assertThat(lines)
                .extracting(line -> number(line, "x1"))
                .containsExactly(190.0, 270.0, 350.0, 430.0, 510.0, 590.0);
        for (Element line : lines) {
            assertThat(number(line, "x2")).isEqualTo(number(line, "x1"));
            assertThat(number(line, "y1")).isEqualTo(58);
            assertThat(number(line, "y2")).isEqualTo(234);
        }
        assertThat(text("0.2")).satisfies(it -> assertAt(it, 270, 252, "middle"));
        assertThat(text("1.0")).satisfies(it -> assertAt(it, 590, 252, "middle"));
    }

    @Test
    void the_texts_name_the_models_the_items_the_difference_and_the_verdict() {
        Interval difference = figures.advantageBounds().interval();

        assertAt(text("first_character: self, predicted by cross"), 16, 26, "start");
        assertAt(
                text("mode strict: accuracy on 100 items, 95 % intervals clustered by prompt"),
                16,
                46,
                "start");
        assertAt(
                text(
                        String.format(
                                Locale.ROOT,
                                "self - cross = +0.350 [%+.3f, %+.3f]",
                                difference.lower(),
                                difference.upper())),
                16,
                284,
                "start");
        assertAt(text("PASS: " + verdict.claim().wording()), 16, 306, "start");
    }

    @Test
    void the_page_is_as_high_as_its_content() {
        Element svg = chart.getDocumentElement();

        assertThat(svg.getAttribute("height")).isEqualTo("324");
        assertThat(svg.getAttribute("viewBox")).isEqualTo("0 0 700 324");
        assertThat(all("rect").findFirst().orElseThrow().getAttribute("height")).isEqualTo("324");
    }

    private static void assertAt(Element text, double x, double y, String anchor) {
        assertThat(number(text, "x")).isEqualTo(x, within(1e-9));
        assertThat(number(text, "y")).isEqualTo(y, within(1e-9));
        assertThat(text.getAttribute("text-anchor")).isEqualTo(anchor);
    }

    private Element text(String content) {
        return all("text")
                .filter(text -> text.getTextContent().equals(content))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the chart has no text " + content));
    }

    private Stream<Element> all(String name) {
        var elements = chart.getElementsByTagName(name);
        return IntStream.range(0, elements.getLength()).mapToObj(i -> (Element) elements.item(i));
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static Verdict verdict() {
        List<ScoredItem> items =
                IntStream.range(0, 100)
                        .mapToObj(
                                i ->
                                        SyntheticComparison.scored(
                                                new Item(
                                                        "pets",
                                                        Map.of(),
                                                        "prompt " + i,
                                                        Split.HELD_OUT),
                                                i < 60 ? RIGHT : WRONG,
                                                i < 25 ? RIGHT : WRONG))
                        .toList();
        return SyntheticComparison.of(
                        SyntheticComparison.request(
                                "self", "cross", SyntheticComparison.task("pets", List.of())),
                        items)
                .evidence()
                .judge(new IntrospectionClaim(new Margin(0.05)));
    }
}
