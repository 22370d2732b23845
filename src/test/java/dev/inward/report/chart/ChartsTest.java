package dev.inward.report.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** Every chart: its numbers, its texts, its places, its safety. */
class ChartsTest {

    private static final String HOSTILE =
            "<script>alert(1)</script>\u0000\u0001\u202E&\"'>]]>{}url(http://evil.example)\uD800"
                    + "x".repeat(2_000);
    private static final Caption CAPTION =
            new Caption("first_word: atlas, predicted by borealis", 0.95);

    /** All charts, with a name from outside wherever there is one. */
    private static List<Chart> charts(String name) {
        var caption = new Caption("first_word: " + name, 0.95);
        return List.of(
                AccuracyBars.of(
                        caption,
                        List.of(
                                new AccuracyBars.Bar(
                                        AccuracyBars.Kind.SELF,
                                        new Measured("self-prediction", estimate(0.731), 153)),
                                new AccuracyBars.Bar(
                                        AccuracyBars.Kind.BASELINE,
                                        new Measured(name, estimate(0.265), 153))),
                        new AccuracyBars.Threshold("cross-prediction plus the margin", 0.326)),
                ForestPlot.of(caption, cells(3, name), 0.05),
                HeatMap.of(
                        caption,
                        List.of(
                                new HeatMap.Cell(name, name, estimate(0.9), 10),
                                new HeatMap.Cell(name, "borealis", estimate(0.123), 10),
                                new HeatMap.Cell("borealis", name, estimate(0.456), 10))),
                TaskBreakdown.of(
                        caption,
                        List.of(
                                new TaskBreakdown.Task(
                                        name, 50, estimate(0.7), estimate(0.3), estimate(0.4)),
                                new TaskBreakdown.Task(
                                        "pets", 51, estimate(0.6), estimate(0.2), estimate(0.4)))),
                LadderChart.of(
                        caption,
                        List.of(
                                new LadderChart.Rung(
                                        1,
                                        "title",
                                        "reached",
                                        List.of(new LadderChart.Measure(name, 0.46, 0.391, 153))),
                                new LadderChart.Rung(2, "other title", "not tested", List.of()))),
                ScalingChart.of(
                        caption,
                        List.of(
                                new ScalingChart.Point(70, 150, estimate(0.45), estimate(0.37)),
                                new ScalingChart.Point(558, 150, estimate(0.72), estimate(0.42)))),
                CalibrationChart.of(
                        caption,
                        List.of(
                                new CalibrationChart.Curve(
                                        CalibrationChart.Kind.SELF, name, bins()),
                                new CalibrationChart.Curve(
                                        CalibrationChart.Kind.CROSS, "cross-prediction", bins())),
                        List.of("mean absolute deviation: 5.1")),
                BehaviourChangeChart.of(
                        caption,
                        List.of(
                                new BehaviourChangeChart.Predictions(
                                        name,
                                        new Measured("old", estimate(0.49), 120),
                                        new Measured("new", estimate(0.14), 120))),
                        List.of("items on which the behaviour changed, %: 62.1")));
    }

    private static List<Chart> charts() {
        return charts("atlas");
    }

    private static Estimate estimate(double value) {
        return new Estimate(value, value - 0.04, value + 0.05);
    }

    private static List<CalibrationChart.Bin> bins() {
        return IntStream.rangeClosed(1, 10)
                .mapToObj(i -> new CalibrationChart.Bin(i / 10.0, i / 20.0, 30 + i))
                .toList();
    }

    private static List<ForestPlot.Cell> cells(int count, String name) {
        return IntStream.range(0, count)
                .mapToObj(
                        i ->
                                new ForestPlot.Cell(
                                        new Measured(
                                                name + i + ", predicted by another",
                                                estimate(i % 20 / 20.0 - 0.3),
                                                100 + i),
                                        i == 1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("charts")
    void all_numbers_are_in_the_alternative_text(Chart chart) throws Exception {
        DrawnChart drawn = DrawnChart.of(chart);

        assertThat(drawn.root().getAttribute("role")).isEqualTo("img");
        assertThat(drawn.all("title").map(Element::getTextContent))
                .containsExactly("first_word: atlas");
        assertThat(drawn.description()).isEqualTo(chart.description());
        for (String text : drawn.texts()) {
            if (text.matches(".*\\d\\.\\d{3}.*")) {
                assertThat(chart.description()).contains(text.strip());
            }
        }
    }

    @Test
    void each_chart_says_what_was_measured() {
        assertThat(charts().stream().map(Chart::description))
                .satisfiesExactly(
                        bars ->
                                assertThat(bars)
                                        .contains(
                                                "self-prediction 0.731 [0.691, 0.781], n = 153.",
                                                "atlas 0.265 [0.225, 0.315], n = 153.",
                                                "Dashed line: cross-prediction plus the margin = 0.326."),
                        forest ->
                                assertThat(forest)
                                        .contains(
                                                "the margin, +0.050",
                                                "atlas0, predicted by another -0.300 [-0.340, -0.250], n = 100."),
                        map ->
                                assertThat(map)
                                        .contains(
                                                "atlas, predicted by itself: 0.900 [0.860, 0.950], n = 10.",
                                                "borealis, predicted by atlas: 0.456 [0.416, 0.506], n = 10."),
                        tasks ->
                                assertThat(tasks)
                                        .contains(
                                                "pets self 0.600 [0.560, 0.650], n = 51.",
                                                "cross 0.200 [0.160, 0.250]."),
                        ladder ->
                                assertThat(ladder)
                                        .contains(
                                                "atlas +0.460, above +0.391, n = 153.",
                                                "2. other title not tested."),
                        scaling ->
                                assertThat(scaling)
                                        .contains(
                                                "558 rows: self 0.720 [0.680, 0.770], cross 0.420 [0.380, 0.470], n = 150."),
                        calibration ->
                                assertThat(calibration)
                                        .contains("atlas: 0.10 → 0.05 (31)", "1.00 → 0.50 (40)"),
                        change ->
                                assertThat(change)
                                        .contains(
                                                "atlas: old 0.490 [0.450, 0.540], n = 120.",
                                                "changed, %: 62.1."));
    }

    @Test
    void intervals_are_named() {
        assertThat(charts())
                .allSatisfy(
                        chart ->
                                assertThat(chart.description())
                                        .containsPattern("95 %|have no intervals"));
    }

    @ParameterizedTest
    @MethodSource("charts")
    void texts_neither_overlap_nor_are_cut_off(Chart chart) throws Exception {
        DrawnChart.of(chart).assertLegible();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 50, 1_000})
    void a_forest_plot_stays_legible(int cells) throws Exception {
        Chart chart = ForestPlot.of(CAPTION, cells(cells, "a-model-with-quite-a-long-name-"), 0.05);
        DrawnChart drawn = DrawnChart.of(chart);

        drawn.assertLegible();
        assertThat(drawn.texts().stream().filter(text -> text.contains("n = ")))
                .hasSize(Math.min(cells, ForestPlot.MAX_ROWS));
        if (cells > ForestPlot.MAX_ROWS) {
            assertThat(chart.description()).contains("The first 60 of 1000 cells");
        }
    }

    @Test
    void marks_are_to_scale() throws Exception {
        var forest =
                ForestPlot.of(
                        CAPTION,
                        List.of(
                                new ForestPlot.Cell(
                                        new Measured("a", new Estimate(0.4, 0.2, 0.6), 9), false)),
                        0.1);
        DrawnChart drawn = DrawnChart.of(forest);
        double zero = middle(drawn, "+0.0");
        double unit = (middle(drawn, "+0.4") - zero) / 0.4;

        assertThat(drawn.horizontalLines(line -> true))
                .anySatisfy(
                        ends -> {
                            assertThat(ends[0]).isEqualTo(zero + 0.2 * unit, within(1.0));
                            assertThat(ends[1]).isEqualTo(zero + 0.6 * unit, within(1.0));
                        });
        assertThat(drawn.all("line").filter(ChartsTest::isDashed).toList())
                .singleElement()
                .satisfies(
                        margin ->
                                assertThat(DrawnChart.number(margin, "x1"))
                                        .isEqualTo(zero + 0.1 * unit, within(1.0)));
    }

    private static boolean isDashed(Element line) {
        for (var node = line; node != null; ) {
            String dashes = node.getAttribute("stroke-dasharray");
            if (!dashes.isEmpty()) {
                return !dashes.equals("none");
            }
            node = node.getParentNode() instanceof Element parent ? parent : null;
        }
        return false;
    }

    private static double middle(DrawnChart drawn, String text) {
        return drawn.labels().stream()
                .filter(label -> label.text().equals(text))
                .mapToDouble(label -> (label.left() + label.right()) / 2)
                .findFirst()
                .orElseThrow(() -> new AssertionError(text + " is not among " + drawn.texts()));
    }

    @Test
    void nothing_measured_is_said_and_drawn_as_nothing() throws Exception {
        List<Chart> empty =
                List.of(
                        AccuracyBars.of(
                                CAPTION,
                                List.of(
                                        new AccuracyBars.Bar(
                                                AccuracyBars.Kind.SELF,
                                                new Measured("self", Estimate.UNKNOWN, 0))),
                                null),
                        ForestPlot.of(CAPTION, List.of(), 0),
                        HeatMap.of(CAPTION, List.of()),
                        TaskBreakdown.of(CAPTION, List.of()),
                        LadderChart.of(CAPTION, List.of()),
                        ScalingChart.of(
                                CAPTION,
                                List.of(
                                        new ScalingChart.Point(
                                                0, 0, Estimate.UNKNOWN, Estimate.UNKNOWN))),
                        CalibrationChart.of(CAPTION, List.of(), List.of()),
                        BehaviourChangeChart.of(CAPTION, List.of(), List.of()));

        for (Chart chart : empty) {
            DrawnChart.of(chart).assertLegible();
            assertThat(chart.svg()).doesNotContain("NaN").doesNotContain("Infinity");
        }
        assertThat(empty.get(0).description()).contains("self unknown, n = 0.");
    }

    @Test
    void one_task_and_a_mean_without_interval_are_drawn() throws Exception {
        Chart chart =
                TaskBreakdown.of(
                        CAPTION,
                        List.of(
                                new TaskBreakdown.Task(
                                        "pets",
                                        1,
                                        Estimate.withoutInterval(1),
                                        Estimate.withoutInterval(0),
                                        Estimate.UNKNOWN)));

        DrawnChart.of(chart).assertLegible();
        assertThat(chart.description()).contains("pets self 1.000, n = 1.", "cross 0.000.");
        assertThat(chart.svg()).doesNotContain("NaN");
    }

    @Test
    void hostile_names_are_text() throws Exception {
        for (Chart chart : charts(HOSTILE)) {
            DrawnChart drawn = DrawnChart.of(chart);

            drawn.assertLegible();
            assertThat(drawn.all("*").map(Element::getLocalName).distinct())
                    .isSubsetOf(
                            "svg",
                            "title",
                            "desc",
                            "defs",
                            "g",
                            "clipPath",
                            "path",
                            "rect",
                            "circle",
                            "ellipse",
                            "line",
                            "polygon",
                            "polyline",
                            "text");
            assertThat(chart.svg().length()).isLessThan(100_000);
            assertThat(drawn.root().getTextContent()).contains("<script>");
        }
    }

    @Test
    void a_chart_refers_to_nothing_outside() throws Exception {
        for (Chart chart : charts(HOSTILE)) {
            List<String> values = new ArrayList<>();
            DrawnChart.of(chart)
                    .all("*")
                    .forEach(
                            element -> {
                                var attributes = element.getAttributes();
                                for (int i = 0; i < attributes.getLength(); i++) {
                                    assertThat(attributes.item(i).getNodeName())
                                            .doesNotStartWith("on")
                                            .doesNotContain("href");
                                    values.add(attributes.item(i).getNodeValue());
                                }
                            });

            assertThat(values.stream().filter(value -> value.contains("url(")))
                    .allMatch(value -> value.matches("url\\(#c[0-9a-f]{8}-\\w+\\)"));
            assertThat(values.stream().filter(value -> value.contains("://")))
                    .allMatch(value -> value.equals("http://www.w3.org/2000/svg"));
            assertThat(chart.svg()).doesNotContain("<!DOCTYPE").doesNotContain("<?");
        }
    }

    @Test
    void the_same_figures_give_the_same_bytes() {
        assertThat(charts()).isEqualTo(charts());
    }

    @Test
    void charts_can_stand_in_one_page() throws Exception {
        List<String> ids = new ArrayList<>();
        for (Chart chart : Stream.concat(charts().stream(), charts("other").stream()).toList()) {
            DrawnChart.of(chart)
                    .all("*")
                    .map(element -> element.getAttribute("id"))
                    .filter(id -> !id.isEmpty())
                    .forEach(ids::add);
        }

        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void the_largest_charts_are_below_the_bound_of_attachments() {
        String name = "&".repeat(300);
        List<HeatMap.Cell> cells =
                IntStream.range(0, 900)
                        .mapToObj(
                                i ->
                                        new HeatMap.Cell(
                                                i / 30 + name,
                                                i % 30 + name,
                                                estimate(i / 1_000.0),
                                                i))
                        .toList();
        List<TaskBreakdown.Task> tasks =
                IntStream.range(0, 500)
                        .mapToObj(
                                i ->
                                        new TaskBreakdown.Task(
                                                name,
                                                i,
                                                estimate(0.5),
                                                estimate(0.4),
                                                estimate(0.1)))
                        .toList();

        assertThat(
                        List.of(
                                ForestPlot.of(CAPTION, cells(1_000, name), 0.05),
                                HeatMap.of(CAPTION, cells),
                                TaskBreakdown.of(CAPTION, tasks)))
                .allSatisfy(
                        chart -> assertThat(chart.svg().getBytes(UTF_8)).hasSizeLessThan(500_000));
    }

    @Test
    void narrow_columns_have_numbers_for_names() throws Exception {
        List<HeatMap.Cell> cells =
                IntStream.range(0, 12 * 13)
                        .mapToObj(
                                i ->
                                        new HeatMap.Cell(
                                                "the-model-number-" + i / 13,
                                                "the-model-number-" + i % 13,
                                                estimate(0.5),
                                                10))
                        .toList();
        DrawnChart drawn = DrawnChart.of(HeatMap.of(CAPTION, cells));

        drawn.assertLegible();
        assertThat(drawn.texts())
                .contains("1", "13", "1. the-model-number-0", "13. the-model-number-12");
    }

    @Test
    void numbers_do_not_depend_on_the_language_of_the_machine() {
        Locale before = Locale.getDefault();
        try {
            List<Chart> charts = charts();
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));

            assertThat(charts()).isEqualTo(charts);
        } finally {
            Locale.setDefault(before);
        }
    }
}
