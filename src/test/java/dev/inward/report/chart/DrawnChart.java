package dev.inward.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** A chart as a browser reads it. */
final class DrawnChart {

    /** The place of a text; charts have no rotated texts. */
    record Label(String text, double left, double right, double baseline) {

        private static final double HEIGHT = 11;

        boolean overlaps(Label other) {
            return left < other.right
                    && other.left < right
                    && Math.abs(baseline - other.baseline) < HEIGHT;
        }
    }

    private final Document document;

    private DrawnChart(Document document) {
        this.document = document;
    }

    static DrawnChart of(Chart chart) throws Exception {
        return new DrawnChart(
                DocumentBuilderFactory.newDefaultNSInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(chart.svg()))));
    }

    Element root() {
        return document.getDocumentElement();
    }

    Stream<Element> all(String name) {
        var elements = document.getElementsByTagName(name);
        return IntStream.range(0, elements.getLength()).mapToObj(i -> (Element) elements.item(i));
    }

    String description() {
        return all("desc").findFirst().orElseThrow().getTextContent();
    }

    List<String> texts() {
        return all("text").map(Element::getTextContent).toList();
    }

    List<Label> labels() {
        return all("text").map(DrawnChart::label).filter(it -> !it.text().isBlank()).toList();
    }

    private static Label label(Element text) {
        double left = number(text, "x");
        return new Label(
                text.getTextContent(), left, left + number(text, "textLength"), number(text, "y"));
    }

    /** Fails if two texts overlap, or if one is outside the picture. */
    void assertLegible() {
        List<Label> labels = labels();
        double width = number(root(), "width");
        double height = number(root(), "height");
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            Label label = labels.get(i);
            if (label.left() < 0 || label.right() > width || label.baseline() > height) {
                wrong.add("outside: " + label);
            }
            labels.subList(i + 1, labels.size()).stream()
                    .filter(label::overlaps)
                    .forEach(other -> wrong.add("overlap: " + label + " and " + other));
        }
        assertThat(wrong).isEmpty();
    }

    /** Returns the horizontal lines, each with its two ends from left to right. */
    List<double[]> horizontalLines(Predicate<Element> shown) {
        return all("line")
                .filter(line -> line.getAttribute("y1").equals(line.getAttribute("y2")))
                .filter(shown)
                .map(line -> new double[] {number(line, "x1"), number(line, "x2")})
                .toList();
    }

    static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
