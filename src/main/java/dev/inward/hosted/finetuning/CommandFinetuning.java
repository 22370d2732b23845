package dev.inward.hosted.finetuning;

import dev.inward.hosted.http.ApiSettings;
import dev.inward.model.FinetunableModel.TrainingCost;
import dev.inward.process.GatedProcess;
import dev.inward.process.ProcessId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One finetuning by a command. The id of its process is on disk before the command begins, so two
 * never run at once. The command outlives Inward: the next run waits for it. A command that was
 * killed is called again with the same folder.
 */
final class CommandFinetuning implements FinetuningJob {

    private static final long POLL_MILLIS = 200;

    private final FinetuningRequest request;
    private final CommandTrainer trainer;
    private final CommandFiles files;
    private final CommandFailure failure;

    CommandFinetuning(FinetuningRequest request, CommandTrainer trainer) {
        this.request = request;
        this.trainer = trainer;
        files = CommandFiles.of(request);
        failure = new CommandFailure(request.model().settings(), files);
    }

    @Override
    public Path recordFile() {
        return FinetuningJournal.recordFile(request.folder(), request.key());
    }

    @Override
    public String hintIfNotServed() {
        return String.format(
                Locale.ROOT,
                "serve the model of %s again, or delete %s to call the finetuning command again",
                files.output(),
                recordFile());
    }

    @Override
    public ServedModel awaitModel() throws InterruptedException {
        try (FinetuningJournal journal = FinetuningJournal.open(request.folder(), request.key())) {
            CommandRecord record = CommandRecord.of(journal.read());
            if (record.served() != null) {
                return record.served();
            }
            byte[] rows = request.checkedRows(journal);
            Optional<ServedModel> resumed = resumed(record);
            TrainingCost reserved =
                    record.attempt() == 0 ? request.reserve(rows) : TrainingCost.NONE;
            if (resumed.isEmpty()) {
                record = call(journal, record);
            }
            ServedModel served =
                    resumed.isPresent() ? resumed.get() : requireResult(record.attempt());
            journal.write(record.withServed(served).json(settings()));
            request.settle(reserved, Optional.empty());
            return served;
        }
    }

    /**
     * Waits for the call of an earlier run, if it still runs, and returns its result. Its exit code
     * is not known, but a command writes the result last.
     */
    private Optional<ServedModel> resumed(CommandRecord record) throws InterruptedException {
        ProcessId process = record.process();
        if (process == null) {
            return Optional.empty();
        }
        Logs logs = new Logs(record.attempt());
        while (process.stillRuns()) {
            logs.readOn();
            Thread.sleep(POLL_MILLIS);
        }
        logs.readOn();
        return result(record.attempt());
    }

    /** Calls the command and waits for its end. */
    private CommandRecord call(FinetuningJournal journal, CommandRecord before)
            throws InterruptedException {
        files.create();
        int attempt = before.attempt() + 1;
        var inputs =
                CommandInputs.of(
                        request, trainer.hyperparameters(), journal.rowsFile(), files.output());
        try (var gated =
                GatedProcess.start(
                        inputs.fill(trainer.command()),
                        trainer.directory(),
                        inputs.environment(),
                        files.stdout(attempt),
                        files.stderr(attempt))) {
            CommandRecord record = before.withNextAttempt(gated.id());
            journal.write(record.json(settings()));
            Process process = gated.release();
            Logs logs = new Logs(attempt);
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                logs.readOn();
            }
            logs.readOn();
            if (process.exitValue() != 0) {
                throw failure.ofExit(process.exitValue(), attempt);
            }
            return record;
        } catch (IOException e) {
            throw failure.ofStart(trainer.command().get(0), e);
        }
    }

    private ServedModel requireResult(int attempt) {
        return result(attempt).orElseThrow(() -> failure.ofResult(attempt));
    }

    private Optional<ServedModel> result(int attempt) {
        List<String> last = CommandLog.lastLines(files.stdout(attempt), 1);
        return last.isEmpty()
                ? Optional.empty()
                : ServedModel.parse(last.get(0))
                        .map(served -> served.startedFrom(request.served(), settings().baseUrl()));
    }

    private ApiSettings settings() {
        return request.model().settings();
    }

    /** Both logs of a call. */
    private final class Logs {

        private final CommandLog stdout;
        private final CommandLog stderr;

        Logs(int attempt) {
            var steps = new StepLines(request.progress());
            stdout = new CommandLog(files.stdout(attempt), steps::read);
            stderr = new CommandLog(files.stderr(attempt), steps::read);
        }

        void readOn() {
            stdout.readOn();
            stderr.readOn();
        }
    }
}
