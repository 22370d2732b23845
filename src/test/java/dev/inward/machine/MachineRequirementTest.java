package dev.inward.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.opentest4j.TestAbortedException;

class MachineRequirementTest {

    private static final MachineRequirement BROWSER =
            new MachineRequirement("Chromium", "Install it.");

    @Test
    void what_the_machine_has_is_returned() {
        assertThat(BROWSER.require(Optional.of(3), Map.of("INWARD_CI", "full")::get)).isEqualTo(3);
    }

    @Test
    void a_test_is_skipped_where_it_is_absent() {
        assertThatThrownBy(() -> BROWSER.require(Optional.empty(), Map.<String, String>of()::get))
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("Chromium is not on this machine. Install it.");
        assertThatThrownBy(() -> BROWSER.require(Optional.empty(), Map.of("INWARD_CI", "no")::get))
                .isInstanceOf(TestAbortedException.class);
    }

    @Test
    void a_test_fails_where_it_is_absent_in_ci() {
        assertThatThrownBy(
                        () -> BROWSER.require(Optional.empty(), Map.of("INWARD_CI", "full")::get))
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        "Chromium is not on this machine. Install it. (INWARD_CI=full needs it)");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void a_program_is_found_by_the_first_name_that_exists() {
        assertThat(MachineRequirement.program("no-such-program", "sh"))
                .hasValueSatisfying(path -> assertThat(path).hasFileName("sh"));
        assertThat(MachineRequirement.program("no-such-program")).isEmpty();
    }
}
