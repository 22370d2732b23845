package dev.inward.report;

import static dev.inward.study.PredictionOutcome.NON_COMPLIANT;
import static dev.inward.study.PredictionOutcome.RIGHT;
import static dev.inward.study.PredictionOutcome.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.Margin;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.report.json.JsonWriter;
import dev.inward.report.json.VerdictRecord;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ModelProvenance;
import dev.inward.study.Prediction;
import dev.inward.study.Provenance;
import dev.inward.study.ReferencePredictor;
import dev.inward.study.ReferenceScores;
import dev.inward.study.RepeatedAnswers;
import dev.inward.study.ScoredItem;
import dev.inward.study.TrainingLabels;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.DecisionRule;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.IntrospectionClaim;
import dev.inward.verdict.ItemsToSettle;
import dev.inward.verdict.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests the figures of a verdict in {@code verdicts.json}, and which of them may be unknown. */
class VerdictRecordTest {

    private static final IntrospectionClaim CLAIM = new IntrospectionClaim(new Margin(0.05));

    @Test
    void an_open_verdict_says_how_many_items_would_settle_it_and_null_above_the_limit()
            throws IOException {
        Verdict open = PetVerdicts.evidence("first_word", 9).judge(CLAIM);
        ItemsToSettle items = open.judgement().itemsToSettle().orElseThrow();

        JsonNode json = json(open).path("itemsToSettle");

        assertThat(json.path("expected").asLong()).isEqualTo(items.expected().orElseThrow());
        assertThat(json.path("least").asLong()).isEqualTo(items.least().orElseThrow());
        assertThat(items.most()).isEmpty();
        assertThat(json.path("most").isNull()).isTrue();
        assertThat(
                        json(PetVerdicts.evidence("first_word", 60).judge(CLAIM))
                                .path("itemsToSettle")
                                .isNull())
                .isTrue();
    }

    @Test
    void the_counts_are_those_of_the_comparison() throws IOException {
        List<ScoredItem> items =
                IntStream.range(0, 100)
                        .mapToObj(
                                i ->
                                        SyntheticComparison.scored(
                                                item(i),
                                                i < 2 ? NON_COMPLIANT : RIGHT,
                                                i < 3 ? NON_COMPLIANT : WRONG))
                        .toList();
        Verdict verdict =
                SyntheticComparison.of(request(), items)
                        .undefined(7)
                        .withoutBehaviour(item(1000))
                        .evidence()
                        .judge(CLAIM);

        assertThat(json(verdict).path("counts"))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"items": 100, "prompts": 100, "undefined": 7, "leftOutVariants": 0,
                                         "missing": 1,
                                         "nonCompliantSelf": 2, "nonCompliantCross": 3, "trainingRows": 1000,
                                         "nonCompliantTraining": 0}
                                        """));
    }

    @Test
    void a_verdict_without_predictions_has_null_for_its_figures() throws IOException {
        JsonNode json =
                json(
                        SyntheticComparison.of(request(), List.of())
                                .undefined(100)
                                .evidence()
                                .judge(CLAIM));

        assertThat(json.path("strict").isNull()).isTrue();
        assertThat(json.path("authors").isNull()).isTrue();
        assertThat(json.path("p").isNull()).isTrue();
        assertThat(json.at("/counts/prompts").asInt()).isZero();
        assertThat(json.at("/counts/nonCompliantSelf").asInt()).isZero();
    }

    @Test
    void accuracies_are_given_by_both_arithmetics() throws IOException {
        JsonNode json = json(PetVerdicts.evidence("first_word", 60).judge(CLAIM));

        assertThat(json.at("/strict/self/estimate").asDouble()).isEqualTo(0.6, within(1e-12));
        assertThat(json.at("/authors/self/accuracy").asDouble()).isEqualTo(0.6);
        assertThat(json.at("/authors/self/errorBar").asDouble()).isPositive();
        assertThat(json.path("p").asDouble()).isBetween(0.0, 0.001);
    }

    @Test
    void one_item_has_no_error_bar() throws IOException {
        Verdict single =
                SyntheticComparison.of(
                                request(),
                                List.of(SyntheticComparison.scored(item(0), RIGHT, WRONG)))
                        .evidence()
                        .judge(CLAIM);

        assertThat(json(single).at("/authors/self/errorBar").isNull()).isTrue();
    }

    @Test
    void an_accuracy_is_normalised_by_the_ceiling_of_repeated_answers() throws IOException {
        JsonNode repeated = json(repeated(new RepeatedAnswers(0.8, 5, 3)));
        assertThat(repeated.at("/strict/nonDeterminismCeiling/estimate").asDouble())
                .isEqualTo(0.8, within(1e-12));
        assertThat(repeated.at("/strict/selfNormalised").asDouble())
                .isEqualTo(0.6 / 0.8, within(1e-12));
        assertThat(repeated.at("/strict/samplesPerPrompt").asDouble()).isEqualTo(5);
        assertThat(repeated.at("/strict/distinctSamplesPerPrompt").asDouble()).isEqualTo(3);

        JsonNode once = json(repeated(null));
        assertThat(once.at("/strict/nonDeterminismCeiling").isNull()).isTrue();
        assertThat(once.at("/strict/selfNormalised").asDouble()).isEqualTo(0.6, within(1e-12));
        assertThat(once.at("/strict/samplesPerPrompt").isNull()).isTrue();
    }

    /** The mode baseline is always right, so nothing is left above it. */
    @Test
    void an_accuracy_beside_a_perfect_mode_baseline_cannot_be_normalised() throws IOException {
        Verdict verdict = verdict(i -> references(1, null));

        assertThat(json(verdict).at("/strict/selfNormalised").isNull()).isTrue();
    }

    @Test
    void kappa_is_unknown_only_if_chance_explains_everything() throws IOException {
        List<ScoredItem> different =
                IntStream.range(0, 100)
                        .mapToObj(
                                i -> {
                                    ScoredItem any =
                                            SyntheticComparison.scored(item(i), RIGHT, WRONG);
                                    String value = i < 50 ? "a" : "b";
                                    return new ScoredItem(
                                            any.item(),
                                            value,
                                            value,
                                            new Prediction(value, RIGHT),
                                            new Prediction("z", WRONG),
                                            any.untrainedSelf(),
                                            any.untrainedCross(),
                                            any.referenceScores(),
                                            null);
                                })
                        .toList();

        JsonNode json = json(SyntheticComparison.of(request(), different).evidence().judge(CLAIM));

        assertThat(json.at("/strict/selfKappa").asDouble()).isEqualTo(1);
        assertThat(json.at("/strict/crossKappa").asDouble(-1)).isZero();
    }

    @Test
    void only_finetuned_models_that_a_provider_names_are_listed() throws IOException {
        Comparison any = SyntheticComparison.of(request(), List.of()).build();
        var silent = new ModelProvenance("self 2", null, null, new TreeSet<>(), null);
        var named = new ModelProvenance("cross 2", null, null, new TreeSet<>(Set.of("ft:1")), null);
        Comparison comparison =
                new Comparison(
                        any.request(),
                        1000,
                        PetVerdicts.evidence("first_word", 60).comparison().items(),
                        0,
                        List.of(),
                        1000,
                        0,
                        List.of(),
                        "",
                        List.of(),
                        "",
                        0,
                        any.answers(),
                        any.overlap(),
                        new Provenance(
                                any.provenance().target(),
                                any.provenance().predictor(),
                                false,
                                "data",
                                "prompts",
                                List.of(silent, named),
                                null,
                                new TreeMap<>()),
                        List.of());
        Evidence evidence =
                Evidence.of(
                        comparison.request(),
                        CompletableFuture.completedFuture(comparison),
                        new DecisionRule(0.95, new Margin(0.05), false),
                        verdict -> {});

        assertThat(json(evidence.judge(CLAIM)).path("finetunedModels"))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree("[{\"name\": \"cross 2\", \"served\": [\"ft:1\"]}]"));
        assertThat(json(PetVerdicts.evidence("first_word", 60).judge(CLAIM)).has("finetunedModels"))
                .isFalse();
    }

    @Test
    void the_overlap_with_training_items_is_given_only_if_there_was_training() throws IOException {
        Verdict untrained =
                PetVerdicts.comparison("first_word", TrainingLabels.TRUE, 60)
                        .trainingRows(0)
                        .evidence()
                        .judge(CLAIM);

        assertThat(json(untrained).has("overlap")).isFalse();
        assertThat(json(PetVerdicts.evidence("first_word", 60).judge(CLAIM)).has("overlap"))
                .isTrue();
    }

    private static Verdict repeated(@Nullable RepeatedAnswers answers) {
        return verdict(i -> references(0, answers));
    }

    private static Verdict verdict(IntFunction<ReferenceScores> references) {
        List<ScoredItem> items =
                IntStream.range(0, 100)
                        .mapToObj(
                                i -> {
                                    ScoredItem any =
                                            SyntheticComparison.scored(
                                                    item(i), i < 60 ? RIGHT : WRONG, WRONG);
                                    return new ScoredItem(
                                            any.item(),
                                            any.behaviour(),
                                            any.expected(),
                                            any.self(),
                                            any.cross(),
                                            any.untrainedSelf(),
                                            any.untrainedCross(),
                                            references.apply(i),
                                            null);
                                })
                        .toList();
        return SyntheticComparison.of(request(), items).evidence().judge(CLAIM);
    }

    private static ReferenceScores references(double mode, @Nullable RepeatedAnswers repeated) {
        return new ReferenceScores(
                "c", Map.of(ReferencePredictor.MODE, mode), Set.of(), null, repeated);
    }

    private static ComparisonRequest request() {
        return SyntheticComparison.request(
                "self", "cross", SyntheticComparison.task("pets", List.of()));
    }

    private static Item item(int number) {
        return new Item("pets", Map.of(), "prompt " + number, Split.HELD_OUT);
    }

    private static JsonNode json(Verdict verdict) throws IOException {
        return new ObjectMapper().readTree(JsonWriter.of(VerdictRecord.of(verdict, null)));
    }
}
