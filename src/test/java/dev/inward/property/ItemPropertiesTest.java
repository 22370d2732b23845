package dev.inward.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ItemPropertiesTest {

    private static final BehavioralProperty CHOSEN_OPTION =
            BehavioralProperties.named("chosen_option");
    private static final BehavioralProperty REPEATS_ITEM =
            BehavioralProperties.named("repeats_item");
    private static final BehavioralProperty MATCHES_TARGET =
            BehavioralProperties.named("matches_target");
    private static final Map<String, String> OPTIONS = Map.of("first", "tea", "second", "coffee");

    @Test
    void the_chosen_option_is_the_one_that_equals_the_answer() {
        assertThat(CHOSEN_OPTION.value(new Behaviour(" Tea", OPTIONS))).hasValue("first");
        assertThat(CHOSEN_OPTION.value(new Behaviour("COFFEE\n", OPTIONS))).hasValue("second");
    }

    @Test
    void no_option_is_chosen_if_the_answer_equals_neither_or_both() {
        assertThat(CHOSEN_OPTION.value(new Behaviour("milk", OPTIONS))).isEmpty();
        assertThat(CHOSEN_OPTION.value(Behaviour.of("tea"))).isEmpty();
        Map<String, String> same = Map.of("first", "tea", "second", "Tea");
        assertThat(CHOSEN_OPTION.value(new Behaviour("tea", same))).isEmpty();
    }

    @Test
    void an_answer_repeats_the_item_if_it_equals_a_field() {
        assertThat(REPEATS_ITEM.value(new Behaviour("Coffee", OPTIONS))).hasValue("true");
        assertThat(REPEATS_ITEM.value(new Behaviour("tea or coffee", OPTIONS))).hasValue("false");
    }

    @Test
    void repeating_an_item_without_fields_is_undefined() {
        assertThat(REPEATS_ITEM.value(Behaviour.of("tea"))).isEmpty();
    }

    @Test
    void an_answer_matches_the_target_in_any_case_and_with_white_space_around_it() {
        Map<String, String> item = Map.of("target", "B");
        assertThat(MATCHES_TARGET.value(new Behaviour(" b", item))).hasValue("true");
        assertThat(MATCHES_TARGET.value(new Behaviour("b.", item))).hasValue("false");
        assertThat(MATCHES_TARGET.value(new Behaviour(" b", Map.of("target", " b"))))
                .hasValue("false");
        assertThat(MATCHES_TARGET.value(Behaviour.of("b"))).isEmpty();
    }
}
