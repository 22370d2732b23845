package dev.inward.study.measurement.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.task.Item;
import dev.inward.task.Split;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TradeOffTest {

    private static final String ATTRIBUTES =
            "rent: 500 to 1500 euros a month, usually less; rooms: 1 to 5, usually more; height: 0.5 to 1 metres, usually either";

    private static final Item FLAT =
            item(ATTRIBUTES, "Which flat? A: rent: 1 or B: rent: 2. Say A or B.");

    @Test
    void choices_have_values_in_the_ranges_and_depend_on_the_item_alone() {
        List<TradeOff.Choice> choices = TradeOff.of(FLAT).choices(200);

        assertThat(choices)
                .allSatisfy(
                        choice ->
                                assertThat(choice.a())
                                        .matches(
                                                "rent: (\\d{3}|1[0-4]\\d\\d|1500) euros a month; rooms: [1-5]\\.\\d; height: (0\\.[5-9]\\d|1\\.00) metres"));
        assertThat(new HashSet<>(choices.stream().map(TradeOff.Choice::a).toList()))
                .hasSizeGreaterThan(190);
        assertThat(TradeOff.of(FLAT).choices(10).get(9).b()).isEqualTo(choices.get(9).b());
    }

    @Test
    void differences_are_those_of_the_shown_values_in_units_of_the_range() {
        TradeOff.Choice choice = TradeOff.of(FLAT).choices(1).get(0);

        assertThat(choice.differences()[0])
                .isEqualTo((rent(choice.a()) - rent(choice.b())) / 1000.0);
        assertThat(Arrays.stream(choice.differences()).map(Math::abs)).allMatch(it -> it <= 1);
    }

    private static int rent(String option) {
        return Integer.parseInt(option.substring("rent: ".length(), option.indexOf(" euros")));
    }

    @Test
    void a_choice_has_the_prompt_of_the_item_with_other_options() {
        TradeOff tradeOff = TradeOff.of(FLAT);
        TradeOff.Choice choice = tradeOff.choices(1).get(0);

        assertThat(tradeOff.objectLevel(choice).text())
                .isEqualTo(
                        "Which flat? A: " + choice.a() + " or B: " + choice.b() + ". Say A or B.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rent: 500 to 1500 euros, usually less",
                "rent: 500 to 1500 euros; rooms: 1 to 5, usually more",
                "rent: 1500 to 500 euros, usually less; rooms: 1 to 5, usually more",
                "rent: 500 to 1500, usually less; Rent: 1 to 5, usually more",
                "rent: 500 to 1500, usually less; rooms: 1 to 5, usually more;",
                "500 to 1500, usually less; 1 to 5, usually more"
            })
    void a_list_of_attributes_in_another_form_is_an_error(String attributes) {
        Item item = item(attributes, "A: rent: 1 or B: rent: 2");

        assertThatThrownBy(() -> TradeOff.of(item))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "the measurement 'attribute-weights' has the attributes \""
                                + attributes
                                + "\" in an item of the task 'flats', but expected are at least two of the form");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Which flat?",
                "B: rent: 2 or A: rent: 1",
                "A: rent: 1 or B: rent: 2, so rent: 1?",
                "A: rent: 1 or B: rent: 2, so rent: 2?"
            })
    void a_prompt_that_does_not_show_both_options_once_is_an_error(String prompt) {
        TradeOff tradeOff = TradeOff.of(item(ATTRIBUTES, prompt));

        assertThatThrownBy(() -> tradeOff.plain(tradeOff.choices(1).get(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(prompt)
                .hasMessageEndingWith("Put {a} and {b} into 'object-level'.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rent: -100\\nrooms: 40\\nheight: 0 | -100 40 0",
                "Rent: −100.5 | none",
                "- **Rent**: −12.5\\n- **Rooms**: +40\\n- **Height**: 0 | -12.5 40 0",
                "{\"rent\": -100, \"rooms\": 40, \"height\": 7.25} | -100 40 7.25",
                "rooms: 40\\nrent: -100\\nheight: 0 | -100 40 0",
                "rent: -100\\nrooms: 40 | none",
                "rent: -100\\nrooms: 40\\nheight: 0\\nrent: 3 | none",
                "rent: -100\\nrooms: 140\\nheight: 0 | none",
                "current: -100\\nrooms: 40\\nheight: 0 | none",
                "rent: much\\nrooms: 40\\nheight: 0 | none"
            })
    void a_report_gives_each_attribute_one_weight(String report, String weights) {
        Optional<double[]> read = TradeOff.of(FLAT).weightsIn(report.replace("\\n", "\n"));

        assertThat(read.isPresent()).isEqualTo(!weights.equals("none"));
        read.ifPresent(
                it ->
                        assertThat(it)
                                .containsExactly(
                                        Arrays.stream(weights.split(" "))
                                                .mapToDouble(Double::parseDouble)
                                                .toArray()));
    }

    @Test
    void choices_reveal_nothing_if_few_answers_name_an_option_or_all_name_the_same() {
        List<TradeOff.Choice> choices = TradeOff.of(FLAT).choices(4);

        assertThat(RevealedWeights.of(choices, List.of("A", "A", "A.", "A"))).isEmpty();
        assertThat(RevealedWeights.of(choices, List.of("A", "Neither.", "C", "no"))).isEmpty();
        assertThat(RevealedWeights.of(choices, List.of("A", "b", "no", "no"))).isPresent();
    }

    private static Item item(String attributes, String prompt) {
        return new Item(
                "flats",
                Map.of("attributes", attributes, "a", "rent: 1", "b", "rent: 2"),
                prompt,
                Split.HELD_OUT);
    }
}
