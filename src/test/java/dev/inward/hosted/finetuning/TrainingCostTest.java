package dev.inward.hosted.finetuning;

import static dev.inward.hosted.finetuning.FinetuningFixture.DATA;
import static dev.inward.hosted.finetuning.FinetuningFixture.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.finetuning.TrainingFile;
import dev.inward.model.ChatModel;
import dev.inward.model.FinetunableModel;
import dev.inward.model.FinetunableModel.TrainingCost;
import dev.inward.model.FinetuningProgress;
import dev.inward.model.PricedModel;
import dev.inward.model.UnusableModelException;
import dev.inward.model.budget.Budget;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a finetuning costs, and that it stays within a budget. */
@Timeout(30)
class TrainingCostTest {

    private static final String KEYS =
            ", price: {input: 1, output: 1, training: 1000}, hyperparameters: {epochs: 3}, max-tokens: 10";

    /** No token of the rows is shorter than a byte. */
    private static final long TOKENS = 3L * TrainingFile.write(DATA.examples()).length;

    private static final BigDecimal MAX_COST = BigDecimal.valueOf(TOKENS, 3);

    @TempDir Path home;

    private FinetuningFixture finetunings;
    private FinetuningServer server;

    @BeforeEach
    void start() throws IOException {
        finetunings = new FinetuningFixture(home);
        server = finetunings.server;
    }

    @AfterEach
    void stop() {
        finetunings.close();
    }

    @Test
    void the_highest_cost_is_the_bytes_of_the_rows_times_epochs_times_the_price()
            throws IOException {
        assertThat(maxCost("true" + KEYS).tokens()).isEqualTo(TOKENS);
        assertThat(maxCost("true" + KEYS).money()).hasValueSatisfying(isEqualTo(MAX_COST));
        assertThat(maxCost("true")).isEqualTo(new TrainingCost(TOKENS / 3, Optional.empty()));
        assertThat(maxCost("{command: [a]}")).isEqualTo(TrainingCost.NONE);
        assertThat(maxCost("{command: [a]}" + KEYS).tokens()).isEqualTo(TOKENS);
    }

    @Test
    void rehearsal_rows_cost_as_much_as_the_longest_answers() throws IOException {
        long tokens = maxCost("true, rehearsal: training-items" + KEYS).tokens();

        ask(finetunings.finetuned("true, rehearsal: training-items" + KEYS, DATA));

        assertThat(tokens).isGreaterThan(3 * Files.size(rowsFile())).isLessThan(2 * TOKENS + 500);
    }

    @Test
    void a_finetuning_that_could_exceed_the_budget_is_not_submitted() {
        finetunings.expenses = budget(MAX_COST.subtract(new BigDecimal("0.001")));

        assertThatThrownBy(() -> ask(finetunings.finetuned("true" + KEYS, DATA)))
                .cause()
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("the finetuning could cost " + MAX_COST.toPlainString())
                .hasMessageContaining("-Dinward.budget=");
        assertThat(server.requests).isEmpty();
    }

    @Test
    void a_command_that_could_exceed_the_budget_is_not_called() {
        finetunings.expenses = budget(BigDecimal.ONE.movePointLeft(3));

        assertThatThrownBy(
                        () -> ask(finetunings.finetuned("{command: [touch, called]}" + KEYS, DATA)))
                .hasMessageContaining("the finetuning could cost");
        assertThat(home.resolve("called")).doesNotExist();
    }

    @Test
    void a_finetuning_costs_the_tokens_that_the_server_reports() throws IOException {
        server.status =
                "\"status\": \"succeeded\", \"fine_tuned_model\": \"ft:tiny:7\", \"trained_tokens\": 5";
        finetunings.expenses = budget(MAX_COST);

        ask(finetunings.finetuned("true" + KEYS, DATA));

        // 5 tokens cost 0.005, so all but that is left.
        finetunings.expenses.reserve(MAX_COST.subtract(new BigDecimal("0.005")));
        assertThatThrownBy(() -> finetunings.expenses.reserve(new BigDecimal("0.001")))
                .hasMessageContaining("is spent or reserved");
    }

    @Test
    void a_finetuning_without_reported_tokens_costs_the_most_that_it_can() throws IOException {
        finetunings.expenses = budget(MAX_COST);

        ask(finetunings.finetuned("true" + KEYS, DATA));

        assertThatThrownBy(() -> finetunings.expenses.reserve(new BigDecimal("0.001")))
                .hasMessageContaining("the finetuning could cost 0.001");
    }

    @Test
    void a_finished_or_resumed_finetuning_costs_nothing_again() throws IOException {
        ask(finetunings.finetuned("true" + KEYS, DATA));
        assertThat(maxCost("true" + KEYS)).isEqualTo(TrainingCost.NONE);
        Path record = finetunings.recordFile();
        String finished = Files.readString(record);
        finetunings.expenses = budget(BigDecimal.ZERO);

        assertThat(ask(finetunings.finetuned("true" + KEYS, DATA))).isEqualTo("ft:tiny:7");
        Files.writeString(record, finished.replaceAll("\"ft:tiny:7\"", "null"));
        assertThat(maxCost("true" + KEYS)).isEqualTo(TrainingCost.NONE);
        assertThat(ask(finetunings.finetuned("true" + KEYS, DATA))).isEqualTo("ft:tiny:7");
        assertThat(server.jobs).hasSize(1);
    }

    @Test
    void rehearsal_counts_against_the_limit_of_calls() {
        finetunings.expenses = new Budget(null, 1L).finetuningExpenses();

        assertThatThrownBy(
                        () -> ask(finetunings.finetuned("true, rehearsal: training-items", DATA)))
                .hasMessageContaining("the run may make 1 calls and has made 1");
        assertThat(server.uploads).isEmpty();
    }

    @Test
    void the_calls_of_a_finetuned_model_have_the_price_of_its_entry() throws IOException {
        ChatModel model = finetunings.finetuned("true" + KEYS, DATA);

        assertThat(((PricedModel) model).price()).isPresent();
        assertThat(((PricedModel) model).maxUsage(FinetuningFixture.QUESTION).outputTokens())
                .isEqualTo(10);
    }

    @Test
    void without_a_limit_everything_is_paid_for() {
        assertThatCode(() -> Budget.unlimited().finetuningExpenses().reserve(new BigDecimal(1_000)))
                .doesNotThrowAnyException();
    }

    private static Consumer<BigDecimal> isEqualTo(BigDecimal expected) {
        return actual -> assertThat(actual).isEqualByComparingTo(expected);
    }

    private TrainingCost maxCost(String finetuning) throws IOException {
        return ((FinetunableModel) finetunings.openRegistry(finetuning).open("remote"))
                .maxTrainingCost(DATA);
    }

    private static FinetuningProgress.Expenses budget(BigDecimal money) {
        return new Budget(money, null).finetuningExpenses();
    }

    private Path rowsFile() throws IOException {
        return finetunings
                .recordFile()
                .resolveSibling(
                        finetunings.recordFile().getFileName().toString().replace("json", "jsonl"));
    }
}
