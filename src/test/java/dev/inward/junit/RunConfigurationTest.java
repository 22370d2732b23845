package dev.inward.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests what a run takes from its environment. */
class RunConfigurationTest {

    @Test
    void an_inconclusive_verdict_fails_on_a_ci_server_and_aborts_elsewhere() {
        assertThat(configuration("", Map.of("CI", "true")).isInconclusiveFailure()).isTrue();
        assertThat(configuration("", Map.of("CI", "false")).isInconclusiveFailure()).isFalse();
        assertThat(configuration("", Map.of()).isInconclusiveFailure()).isFalse();
    }

    @Test
    void a_parameter_wins_over_the_ci_server() {
        assertThat(configuration("abort", Map.of("CI", "true")).isInconclusiveFailure()).isFalse();
        assertThat(configuration("fail", Map.of()).isInconclusiveFailure()).isTrue();
    }

    private static RunConfiguration configuration(
            String inconclusive, Map<String, String> environment) {
        return new RunConfiguration(
                RawParameters.read(
                        name ->
                                name.equals("inward.inconclusive")
                                        ? Optional.of(inconclusive).filter(text -> !text.isEmpty())
                                        : Optional.empty()),
                environment);
    }
}
