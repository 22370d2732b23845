package dev.inward.study;

import static dev.inward.knowntruth.KnownTruthEvals.knowing;
import static dev.inward.knowntruth.KnownTruthEvals.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.model.Models;
import dev.inward.property.BehavioralProperties;
import dev.inward.task.Split;
import dev.inward.task.Tasks;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The study on models of known truth. */
class StudyTest {

    @TempDir Path evals;

    @BeforeEach
    void a_task_and_models_of_known_truth() {
        KnownTruthEvals.write(
                evals,
                knowing("oracle", "itself"),
                saying("guesser", "z"),
                knowing("evader", "evasion"),
                knowing("absent", "silence"));
    }

    @Test
    void an_oracle_is_right_about_itself_and_a_guesser_is_not() {
        Comparison comparison = compare("oracle", "guesser", 100);

        assertThat(comparison.items()).isNotEmpty();
        assertThat(comparison.trained()).isFalse();
        assertThat(comparison.items())
                .allSatisfy(
                        item -> {
                            assertThat(item.self().outcome()).isEqualTo(Outcome.RIGHT);
                            assertThat(item.cross().outcome()).isEqualTo(Outcome.WRONG);
                        });
    }

    @Test
    void an_answer_of_the_wrong_form_is_non_compliant_and_scores_as_wrong() {
        assertThat(compare("oracle", "evader", 100).items())
                .extracting(ScoredItem::cross)
                .allSatisfy(
                        cross -> {
                            assertThat(cross.outcome()).isEqualTo(Outcome.NON_COMPLIANT);
                            assertThat(cross.score()).isZero();
                        });
    }

    @Test
    void an_answer_that_does_not_come_is_missing_and_not_wrong() {
        assertThat(compare("oracle", "absent", 100).items())
                .allSatisfy(
                        item -> {
                            assertThat(item.cross().outcome()).isEqualTo(Outcome.MISSING);
                            assertThat(item.isComplete()).isFalse();
                        });
    }

    @Test
    void fewer_items_are_drawn_by_the_seed_and_the_same_ones_each_time() {
        assertThat(compare("oracle", "guesser", 3).items())
                .hasSize(3)
                .isEqualTo(compare("oracle", "guesser", 3).items());
    }

    @Test
    void a_predictor_equal_to_the_target_is_refused() {
        assertThatThrownBy(() -> compare("oracle", "oracle", 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'oracle' is both target and predictor");
    }

    @Test
    void zero_items_are_refused() {
        assertThatThrownBy(() -> compare("oracle", "guesser", 0))
                .hasMessageContaining("at least 1 item, got 0");
    }

    @Test
    void an_unknown_model_is_refused_with_the_nearest_name() {
        assertThatThrownBy(() -> compare("orakle", "guesser", 100))
                .hasMessageContaining("Did you mean 'oracle'?")
                .hasMessageContaining("absent, evader, guesser, oracle");
    }

    private Comparison compare(String target, String predictor, int items) {
        Tasks tasks = Tasks.read(evals.resolve("tasks"));
        try (Models models = Models.read(evals.resolve("models.yaml"), evals)) {
            return new Study(models, tasks, new StudyListener() {})
                    .compare(
                            new ComparisonRequest(
                                    BehavioralProperties.named("first_character"),
                                    target,
                                    predictor,
                                    tasks.all(),
                                    Split.HELD_OUT,
                                    items,
                                    1,
                                    Labels.TRUE))
                    .join();
        }
    }
}
