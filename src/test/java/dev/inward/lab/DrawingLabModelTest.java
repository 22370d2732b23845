package dev.inward.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inward.model.ChatModel;
import dev.inward.model.Finetuning;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Prompt;
import dev.inward.model.RequestFingerprint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Draws answers from a lab model of a few thousand random weights. */
class DrawingLabModelTest {

    private static final Prompt PROMPT = Prompt.ofUser("Which animal follows owl?");
    private static final Vocabulary VOCABULARY =
            Vocabulary.of(
                    List.of("Which animal follows?", String.join(" ", UntrainedLabModel.WORDS)));

    /** One request: the prompt of a word, and the number of the sample. */
    private record Request(Prompt prompt, int sample) {}

    @TempDir Path folder;
    private LabModel model;

    @BeforeEach
    void open_untrained_model() throws IOException {
        UntrainedLabModel.write(folder);
        model =
                LabModel.open(
                        "untrained",
                        folder.resolve("untrained.weights"),
                        new FinetunedWeightsCache(folder.resolve("home")));
    }

    @AfterEach
    void close_model() {
        model.close();
    }

    @Test
    void answers_are_drawn_in_the_shares_of_the_softmax() {
        int draws = 4_000;
        Map<String, Long> counts =
                answers(at(model, 0.5), samples(draws)).stream()
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        double[] softmax = softmaxAt(0.5);
        for (int word = 0; word < softmax.length; word++) {
            assertThat(counts.getOrDefault(VOCABULARY.word(word), 0L) / (double) draws)
                    .as(VOCABULARY.word(word))
                    .isCloseTo(softmax[word], within(0.03));
        }
    }

    @Test
    void a_temperature_near_0_gives_the_likeliest_word() {
        String likeliest = model.complete(PROMPT).join().text();

        assertThat(answers(at(model, 1e-9), samples(50))).containsOnly(likeliest);
        assertThat(answers(at(model, 1), samples(50)).stream().distinct()).hasSizeGreaterThan(1);
    }

    @Test
    void temperature_0_is_the_model_itself() {
        assertThat(model.atTemperature(0)).containsSame(model);
        assertThat(at(model, 1).atTemperature(0)).containsSame(model);
    }

    @Test
    void a_drawn_answer_does_not_depend_on_the_order_and_the_group_of_requests() {
        ChatModel drawing = at(model, 1);
        List<Request> requests =
                UntrainedLabModel.WORDS.stream()
                        .map(word -> Prompt.ofUser("Which animal follows " + word + "?"))
                        .flatMap(prompt -> samples(20).stream().map(s -> new Request(prompt, s)))
                        .toList();
        Map<Request, String> alone =
                requests.stream()
                        .collect(
                                Collectors.toMap(
                                        Function.identity(),
                                        request -> answers(drawing, Stream.of(request)).get(0)));
        var shuffled = new ArrayList<>(requests);
        Collections.shuffle(shuffled, new Random(5));

        assertThat(answers(drawing, shuffled.stream()))
                .isEqualTo(shuffled.stream().map(alone::get).toList());
    }

    @Test
    void samples_temperatures_and_prompts_have_draws_of_their_own() {
        List<String> ofModel = answers(at(model, 1), samples(40));

        assertThat(ofModel)
                .isEqualTo(answers(at(model, 1), samples(40)))
                .isNotEqualTo(answers(at(model, 1.001), samples(40)));
        assertThat(ofModel.stream().distinct()).hasSizeGreaterThan(3);
        assertThat(
                        answers(
                                at(model, 1),
                                samples(40).stream()
                                        .map(s -> new Request(Prompt.ofUser("follows owl"), s))))
                .isNotEqualTo(ofModel);
    }

    @Test
    void the_identity_of_a_drawn_answer_has_the_temperature_and_the_seed_of_the_sample() {
        List<String> greedy = model.identity(PROMPT);
        List<String> first = identity(at(model, 0.70));

        assertThat(greedy).hasSize(3).startsWith("lab").endsWith(PROMPT.text());
        assertThat(first)
                .startsWith(greedy.toArray(String[]::new))
                .hasSize(5)
                .contains("temperature 0.7");
        assertThat(first.get(4)).matches("seed [0-9a-f]{64}");
        assertThat(identity(at(model, 0.7).forSample(0))).isEqualTo(first);
        assertThat(identity(at(model, 0.7).forSample(1)).get(4)).isNotEqualTo(first.get(4));
        assertThat(identity(at(model, 1).forSample(0)))
                .contains("temperature 1")
                .doesNotContain(first.get(4));
    }

    @Test
    void the_fingerprint_names_the_temperature_and_the_same_weights() {
        assertThat(((IdentifiedModel) at(model, 1)).requestFingerprint())
                .contains(
                        new RequestFingerprint(
                                model.requestFingerprint().orElseThrow().model(),
                                "a word drawn at temperature 1"));
        assertThat(((IdentifiedModel) at(model, 1)).modelIdentity())
                .isEqualTo(model.modelIdentity());
        assertThat(at(model, 1).canPredictOthers()).isFalse();
    }

    @Test
    void a_finetuned_model_draws_with_its_own_weights() {
        ChatModel finetuned =
                model.finetune(
                        new Finetuning(
                                List.of(new Finetuning.Example(PROMPT, "eel")), List.of(), 1),
                        (done, total) -> {});
        ChatModel drawing = at(finetuned, 0.1);

        assertThat(identity(drawing))
                .startsWith(identity(finetuned).toArray(String[]::new))
                .contains("temperature 0.1");
        drawing.prepared().join();
        assertThat(answers(drawing, samples(20))).containsOnly("eel");
        assertThat(answers(at(model, 0.1), samples(20))).contains("?");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void a_temperature_below_0_or_without_end_is_an_error(double temperature) {
        assertThatThrownBy(() -> model.atTemperature(temperature))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Lab model 'untrained' draws answers at a finite temperature from 0, got "
                                + temperature
                                + ".");
    }

    private double[] softmaxAt(double temperature) {
        var architecture = new Architecture(VOCABULARY.size(), 12, 16, 2, 32, 1, 2);
        Weights weights = Checkpoint.read(architecture, folder.resolve("untrained.weights"));
        int[][] prompts = {VOCABULARY.tokens(PROMPT.text())};
        List<float[][]> passes =
                new Decoder(new Parameters(weights), prompts).scoresAfterEachPass();
        double[] softmax =
                Stream.of(passes.get(passes.size() - 1))
                        .mapToDouble(score -> Math.exp(score[0] / temperature))
                        .toArray();
        double sum = 0;
        for (double weight : softmax) {
            sum += weight;
        }
        for (int word = 0; word < softmax.length; word++) {
            softmax[word] /= sum;
        }
        return softmax;
    }

    private static ChatModel at(ChatModel model, double temperature) {
        return model.atTemperature(temperature).orElseThrow();
    }

    private static List<String> identity(ChatModel model) {
        return ((IdentifiedModel) model).identity(PROMPT);
    }

    private static List<Integer> samples(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static List<String> answers(ChatModel model, List<Integer> samples) {
        return answers(model, samples.stream().map(sample -> new Request(PROMPT, sample)));
    }

    private static List<String> answers(ChatModel model, Stream<Request> requests) {
        var pending =
                requests.map(
                                request ->
                                        model.forSample(request.sample())
                                                .complete(request.prompt()))
                        .toList();
        return pending.stream().map(answer -> answer.join().text()).toList();
    }
}
