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
 * Makes the checkpoints and the manifest under {@code evals/lab} anew, bit for bit on the same kind
 * of processor: {@code mvn -B -Plab}.
 */
final class MakeLabModels {

    private static final Map<String, Long> SEEDS =
            Map.of("atlas", 1L, "borealis", 2L, "cygnus", 3L);
    private static final Pretraining.Settings PRETRAINING =
            new Pretraining.Settings(3000, 128, 2e-3, 0.5, 0.5, 0.5);
    private static final Recipe FINETUNING = new Recipe(600, 64, 1e-3, 0.4);

    private MakeLabModels() {}

    public static void main(String[] arguments) throws IOException {
        Path evals = Path.of("evals");
        Path folder = evals.resolve("lab");
        var corpus = new Corpus(Tasks.read(evals.resolve("tasks")).all());
        var architecture = new Architecture(corpus.vocabulary().size(), 24, 64, 4, 128, 2, 2);
        var pretraining = new Pretraining(corpus, PRETRAINING);

        var coming = new TreeMap<String, CompletableFuture<Manifest.Entry>>();
        var threads = Executors.newFixedThreadPool(2);
        SEEDS.forEach(
                (name, seed) ->
                        coming.put(
                                name + ".weights",
                                CompletableFuture.supplyAsync(
                                        () -> make(pretraining, architecture, folder, name, seed),
                                        threads)));
        var models = new LinkedHashMap<String, Manifest.Entry>();
        try {
            coming.forEach((file, entry) -> models.put(file, entry.join()));
        } finally {
            threads.shutdown();
        }
        new Manifest(
                        architecture,
                        corpus.vocabulary().words(),
                        described(PRETRAINING),
                        FINETUNING,
                        models)
                .write(folder);
    }

    private static Map<String, Object> described(Pretraining.Settings settings) {
        var described = new LinkedHashMap<String, Object>();
        described.put("steps", settings.steps());
        described.put("batch", settings.batch());
        described.put("rate", settings.rate());
        described.put("skill", settings.skill());
        described.put("inContext", settings.inContext());
        described.put("early", settings.early());
        return described;
    }

    private static Manifest.Entry make(
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
