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
 * Rows as they are uploaded: conversations that end with what is to be learnt.
 *
 * @param examples rows that teach
 * @param rehearsal rows that practise what the model says already
 */
record TrainingFile(List<Example> examples, List<Example> rehearsal) {

    /**
     * Reads rows.
     *
     * @param examples how many rows teach; the others rehearse
     * @throws RefusedRequestException where a line is no row
     */
    static TrainingFile parse(String lines, int examples) {
        var rows = new ArrayList<Example>();
        for (String line : lines.lines().toList()) {
            rows.add(row(line, rows.size() + 1));
        }
        if (examples < 1 || examples > rows.size()) {
            throw new RefusedRequestException(
                    400,
                    "the file has %d rows, of which %d are examples"
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
                        400, "line " + number + " does not end with an assistant");
            }
            return new Example(
                    OpenAiFormat.prompt(messages, 0, last),
                    messages.path(last).path("content").asText());
        } catch (JsonProcessingException e) {
            throw new RefusedRequestException(400, "line " + number + " is no JSON");
        }
    }

    /**
     * Makes the lab's training set of these rows. The lab has a model answer the rehearsal itself:
     * rows that say anything else are refused, rather than passed over.
     */
    Finetuning lessons(LabModel model, long seed) {
        List<Prompt> prompts = rehearsal.stream().map(Example::prompt).toList();
        List<CompletableFuture<String>> own =
                prompts.stream()
                        .map(prompt -> model.complete(prompt).thenApply(said -> said.text()))
                        .toList();
        for (int i = 0; i < own.size(); i++) {
            String said = own.get(i).join();
            if (!said.equals(rehearsal.get(i).completion())) {
                throw new RefusedRequestException(
                        400,
                        "row %d is to rehearse what the model says itself, which is \"%s\" and not \"%s\""
                                .formatted(
                                        examples.size() + i + 1,
                                        said,
                                        rehearsal.get(i).completion()));
            }
        }
        return new Finetuning(examples, prompts, seed);
    }
}
