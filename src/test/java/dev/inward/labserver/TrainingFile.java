package dev.inward.labserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.lab.LabModel;
import dev.inward.model.Finetuning;
import dev.inward.model.Finetuning.Example;
import dev.inward.model.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The uploaded rows: conversations that end with the answer to learn.
 *
 * @param examples rows with new answers
 * @param rehearsal rows with the model's own answers
 */
record TrainingFile(List<Example> examples, List<Example> rehearsal) {

    /**
     * Parses rows.
     *
     * @param examples the number of examples; the rows after them are rehearsal
     * @throws RefusedRequestException if a line is not a row
     */
    static TrainingFile parse(String lines, int examples) {
        var rows = new ArrayList<Example>();
        for (String line : lines.lines().toList()) {
            rows.add(row(line, rows.size() + 1));
        }
        if (examples < 1 || examples > rows.size()) {
            throw new RefusedRequestException(
                    400,
                    "the number of examples must be from 1 to %d, the number of rows, got %d"
                            .formatted(rows.size(), examples));
        }
        return new TrainingFile(rows.subList(0, examples), rows.subList(examples, rows.size()));
    }

    private static Example row(String line, int number) {
        try {
            JsonNode messages = ApiFormat.JSON.readTree(line).path("messages");
            int last = messages.size() - 1;
            if (!messages.path(last).path("role").asText().equals("assistant")) {
                throw new RefusedRequestException(
                        400, "line " + number + " does not end with a message of the assistant");
            }
            return new Example(
                    OpenAiFormat.prompt(messages, 0, last),
                    messages.path(last).path("content").asText());
        } catch (JsonProcessingException e) {
            throw new RefusedRequestException(400, "line " + number + " is not JSON");
        }
    }

    /**
     * Converts the rows to a finetuning. The lab rehearses the model's own answers, so a rehearsal
     * row with a different answer is refused.
     */
    Finetuning finetuning(LabModel model, long seed) {
        List<Prompt> prompts = rehearsal.stream().map(Example::prompt).toList();
        List<CompletableFuture<String>> ownAnswers =
                prompts.stream()
                        .map(
                                prompt ->
                                        model.complete(prompt)
                                                .thenApply(completion -> completion.text()))
                        .toList();
        for (int i = 0; i < ownAnswers.size(); i++) {
            String ownAnswer = ownAnswers.get(i).join();
            if (!ownAnswer.equals(rehearsal.get(i).completion())) {
                throw new RefusedRequestException(
                        400,
                        "row %d is rehearsal and must have the model's own answer \"%s\", got \"%s\""
                                .formatted(
                                        examples.size() + i + 1,
                                        ownAnswer,
                                        rehearsal.get(i).completion()));
            }
        }
        return new Finetuning(examples, prompts, seed);
    }
}
