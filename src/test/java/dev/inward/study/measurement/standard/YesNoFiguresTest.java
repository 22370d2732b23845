package dev.inward.study.measurement.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inward.study.measurement.MeasuredFigure;
import dev.inward.study.measurement.MeasuredItem;
import dev.inward.study.measurement.MeasurementResult;
import dev.inward.task.Item;
import dev.inward.task.Split;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Figures of numbers that are given. */
class YesNoFiguresTest {

    private final List<MeasuredItem> items = new ArrayList<>();

    @Test
    void an_evasion_is_wrong_but_says_nothing_about_the_criterion() {
        add(3, Map.of("isYes", 1.0, "selfRight", 1.0, "selfSaysYes", 1.0));
        add(1, Map.of("isYes", 1.0, "selfRight", 0.0, "selfSaysYes", 0.0));
        add(1, Map.of("isYes", 0.0, "selfRight", 0.0, "selfSaysYes", 1.0));
        add(3, Map.of("isYes", 0.0, "selfRight", 1.0, "selfSaysYes", 0.0));
        add(2, Map.of("isYes", 0.0, "selfRight", 0.0));

        Map<String, Double> figures = values(YesNoFigures.of(items));

        // Rates with the correction of Hautus: 3.5 / 5 and 1.5 / 5, whose quantiles are ±0.5244.
        assertThat(figures.keySet())
                .containsExactly(
                        "alwaysYes",
                        "alwaysNo",
                        "accuracySelf",
                        "balancedSelf",
                        "answeredSelf",
                        "dPrimeSelf",
                        "criterionSelf");
        assertThat(figures.get("alwaysYes")).isCloseTo(40, within(1e-9));
        assertThat(figures.get("alwaysNo")).isCloseTo(60, within(1e-9));
        assertThat(figures.get("accuracySelf")).isCloseTo(60, within(1e-9));
        assertThat(figures.get("balancedSelf")).isCloseTo(62.5, within(1e-9));
        assertThat(figures.get("answeredSelf")).isCloseTo(80, within(1e-9));
        assertThat(figures.get("dPrimeSelf")).isCloseTo(1.0488, within(1e-4));
        assertThat(figures.get("criterionSelf")).isCloseTo(0, within(1e-9));
    }

    @Test
    void items_of_one_kind_have_accuracies_only() {
        add(5, Map.of("isYes", 1.0, "selfRight", 1.0, "selfSaysYes", 1.0, "selfYesShare", 0.9));

        assertThat(values(YesNoFigures.of(items)).keySet())
                .containsExactly("alwaysYes", "alwaysNo", "accuracySelf", "answeredSelf");
    }

    @Test
    void the_auroc_compares_shares_of_drawn_answers() {
        add(2, Map.of("isYes", 1.0, "selfRight", 1.0, "selfSaysYes", 1.0, "selfYesShare", 0.5));
        add(1, Map.of("isYes", 0.0, "selfRight", 1.0, "selfSaysYes", 0.0, "selfYesShare", 0.5));
        add(1, Map.of("isYes", 0.0, "selfRight", 1.0, "selfSaysYes", 0.0, "selfYesShare", 0.2));

        assertThat(values(YesNoFigures.of(items)).get("aurocSelf")).isEqualTo(0.75);
    }

    @Test
    void items_without_a_truth_do_not_count() {
        add(5, Map.of());

        assertThat(YesNoFigures.of(items)).isEmpty();
    }

    /** Returns the figures of a measurement by name. */
    static Map<String, Double> values(MeasurementResult result) {
        return values(result.figures());
    }

    private static Map<String, Double> values(List<MeasuredFigure> figures) {
        var values = new LinkedHashMap<String, Double>();
        figures.forEach(figure -> values.put(figure.name(), figure.value()));
        return values;
    }

    private void add(int number, Map<String, Double> numbers) {
        for (int i = 0; i < number; i++) {
            items.add(
                    new MeasuredItem(
                            new Item("task", Map.of(), "prompt " + items.size(), Split.HELD_OUT),
                            numbers));
        }
    }
}
