package dev.inward.labserver;

import static java.util.Objects.requireNonNull;

import dev.inward.lab.LabModel;
import dev.inward.model.Finetuning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A finetuning command for lab models, in a process of its own. It trains a model, starts another
 * process that serves the result, and says where. Arguments: {@code train} or {@code serve}, the
 * models file of the lab, and the id of a process; the server ends with that process.
 */
public final class LabTrainingCommand {

    private static final String FINETUNED = "finetuned";
    private static final Path OUTPUT = Path.of(variable("INWARD_OUTPUT"));
    private static final Path ADDRESS = OUTPUT.resolve("address");

    private LabTrainingCommand() {}

    public static void main(String[] arguments) throws Exception {
        Path modelsFile = Path.of(arguments[1]);
        if (arguments[0].equals("serve")) {
            serve(modelsFile, Long.parseLong(arguments[2]));
            return;
        }
        try (var models = new ServedModels(modelsFile, OUTPUT)) {
            trained(models);
        }
        startServer(arguments);
        System.out.printf(
                "{\"model\": \"%s\", \"base-url\": \"%s\"}%n",
                FINETUNED, Files.readString(ADDRESS));
    }

    /** Trains, or loads the weights of an earlier call. */
    private static LabModel trained(ServedModels models) throws IOException {
        String rows = Files.readString(Path.of(variable("INWARD_ROWS")));
        TrainingFile file = TrainingFile.parse(rows, Integer.parseInt(variable("INWARD_EXAMPLES")));
        LabModel base = models.model(variable("INWARD_MODEL"));
        Finetuning finetuning = file.finetuning(base, Long.parseLong(variable("INWARD_SEED")));
        var finetuned =
                (LabModel)
                        base.finetune(
                                finetuning,
                                (done, total) -> System.out.printf("step %d/%d%n", done, total));
        // A lab model trains on its first call.
        finetuned.complete(finetuning.examples().get(0).prompt()).join();
        return finetuned;
    }

    private static void startServer(String[] arguments) throws IOException, InterruptedException {
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LabTrainingCommand.class.getName(),
                        "serve",
                        arguments[1],
                        arguments[2]);
        Process server =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(OUTPUT.resolve("server.log").toFile())
                        .start();
        Files.writeString(OUTPUT.resolve("server.pid"), String.valueOf(server.pid()));
        while (!Files.exists(ADDRESS)) {
            if (!server.isAlive()) {
                throw new IllegalStateException(
                        "the server ended: " + Files.readString(OUTPUT.resolve("server.log")));
            }
            Thread.sleep(50);
        }
    }

    private static void serve(Path modelsFile, long until) throws Exception {
        try (LabServer lab = LabServer.start(0, modelsFile, OUTPUT, RateLimit.NONE)) {
            lab.models().add(FINETUNED, trained(lab.models()));
            Path part = Files.writeString(OUTPUT.resolve("address.part"), lab.baseUrl());
            Files.move(part, ADDRESS, StandardCopyOption.ATOMIC_MOVE);
            ProcessHandle.of(until).orElseThrow().onExit().get();
        }
    }

    private static String variable(String name) {
        return requireNonNull(System.getenv(name), name);
    }
}
