package dev.inward.lab;

import dev.inward.task.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/**
 * Trains the models under {@code evals/lab} again and writes their checkpoints and manifest. Run it
 * with {@code mvn -B -Plab}. The files are identical bit for bit on every machine.
 */
final class MakeLabModels {

    private static final Map<String, Long> SEEDS =
            Map.of("atlas", 1L, "borealis", 2L, "cygnus", 3L);
    private static final Pretraining.Settings PRETRAINING =
            new Pretraining.Settings(5000, 128, 2e-3, 0.5, 0.5, 0.5);
    private static final Recipe FINETUNING = new Recipe(600, 64, 1e-3, 0.4, 5);

    private MakeLabModels() {}

    public static void main(String[] arguments) throws IOException {
        Path evals = Path.of("evals");
        Path folder = evals.resolve("lab");
        var corpus = new Corpus(Tasks.read(evals.resolve("tasks")).all());
        var architecture = new Architecture(corpus.vocabulary().size(), 24, 64, 4, 128, 2, 2);
        var pretraining = new Pretraining(corpus, PRETRAINING);

        var entries = new TreeMap<String, CompletableFuture<Manifest.Entry>>();
        var executor = Executors.newFixedThreadPool(SEEDS.size());
        SEEDS.forEach(
                (name, seed) ->
                        entries.put(
                                name + ".weights",
                                CompletableFuture.supplyAsync(
                                        () ->
                                                pretrain(
                                                        pretraining,
                                                        architecture,
                                                        folder,
                                                        name,
                                                        seed),
                                        executor)));
        var models = new LinkedHashMap<String, Manifest.Entry>();
        try {
            entries.forEach((file, entry) -> models.put(file, entry.join()));
        } finally {
            executor.shutdown();
        }
        new Manifest(
                        architecture,
                        corpus.vocabulary().words(),
                        settingsByName(PRETRAINING),
                        FINETUNING,
                        models)
                .write(folder);
    }

    private static Map<String, Object> settingsByName(Pretraining.Settings settings) {
        var values = new LinkedHashMap<String, Object>();
        values.put("steps", settings.steps());
        values.put("batch", settings.batch());
        values.put("rate", settings.rate());
        values.put("skill", settings.skill());
        values.put("inContext", settings.inContext());
        values.put("early", settings.early());
        return values;
    }

    private static Manifest.Entry pretrain(
            Pretraining pretraining,
            Architecture architecture,
            Path folder,
            String name,
            long seed) {
        Weights weights =
                pretraining.train(
                        architecture,
                        seed,
                        step -> {
                            if (step % 250 == 0) {
                                System.out.printf(
                                        "%s: step %d of %d%n", name, step, PRETRAINING.steps());
                            }
                        });
        Path file = folder.resolve(name + ".weights");
        Checkpoint.write(weights, file);
        var figures = new LinkedHashMap<String, Double>();
        figures.put("objectLevelAccuracy", pretraining.objectLevelAccuracy(weights, seed));
        figures.put("skillAccuracy", pretraining.skillAccuracy(weights));
        System.out.printf("%s: %s%n", name, figures);
        try {
            return new Manifest.Entry(Sha256Hash.of(Files.readAllBytes(file)).hex(), seed, figures);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
