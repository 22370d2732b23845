package dev.inward.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.model.ToolCall;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BehaviourTest {

    @Test
    void a_behaviour_without_an_item_has_no_fields() {
        assertThat(Behaviour.of("lion").item()).isEmpty();
    }

    @Test
    void the_calls_of_tools_are_read_from_an_answer_that_calls_them() {
        var calls =
                List.of(
                        new ToolCall("get_weather", "{\"city\":\"Oslo\"}"),
                        new ToolCall("send-mail", "Os"));
        String text = ToolCall.textOf(calls);

        Behaviour calling = new Behaviour(text, Map.of(), AnswerEnding.CALLED_TOOL);
        assertThat(calling.toolCalls()).isEqualTo(calls);
        assertThat(calling.text()).isEmpty();
        assertThat(Behaviour.of(text).toolCalls()).isEmpty();
        assertThat(Behaviour.of(text).text()).hasValue(text);
    }

    @Test
    void the_item_is_copied_and_keeps_its_order() {
        Map<String, String> item = new LinkedHashMap<>();
        item.put("zebra", "1");
        item.put("apple", "2");
        Behaviour behaviour = new Behaviour("lion", item);
        item.put("later", "3");
        assertThat(behaviour.item().keySet()).containsExactly("zebra", "apple");
    }

    @Test
    void the_item_cannot_be_changed() {
        Map<String, String> item = new Behaviour("lion", Map.of("first", "lion")).item();
        assertThatThrownBy(() -> item.put("second", "owl"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @SuppressWarnings("NullAway") // A caller without null checks can pass null.
    void a_field_that_is_null_is_refused_with_its_name() {
        Map<String, String> item = new HashMap<>();
        item.put("second", null);
        assertThatNullPointerException()
                .isThrownBy(() -> new Behaviour("lion", item))
                .withMessage("Item field 'second' is null. Leave out fields without a value.");
    }
}
