package dev.inward.hosted.finetuning;

import dev.inward.finetuning.HeldOutCheck;
import dev.inward.finetuning.TrainingFile;
import dev.inward.hosted.http.ApiModel;
import dev.inward.model.FinetunableModel.TrainingCost;
import dev.inward.model.Finetuning;
import dev.inward.model.FinetuningProgress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one finetuning is made of.
 *
 * @param model the model that is finetuned
 * @param served where that model is served, in the terms of the entry
 * @param rehearsal the answers of that model to rehearsal prompts
 * @param finetuning the rows
 * @param key the key, see {@link FinetuningFactory}
 * @param folder the folder of all records
 * @param price what training costs
 * @param progress receives the progress of the training, and pays for it
 */
record FinetuningRequest(
        ApiModel model,
        ServedModel served,
        Rehearsal rehearsal,
        Finetuning finetuning,
        String key,
        Path folder,
        TrainingPrice price,
        FinetuningProgress progress) {

    /**
     * Writes the rows if no earlier run did, reads them back and checks them.
     *
     * @return the content of the file with the rows
     * @throws IllegalStateException if a row has a held-out prompt
     */
    byte[] checkedRows(FinetuningJournal journal) {
        if (!journal.hasRows()) {
            journal.writeRows(TrainingFile.write(rows()));
        }
        byte[] rows = journal.readRows();
        new HeldOutCheck(finetuning.heldOut())
                .requireNone(rows, finetuning.examples().size(), journal.rowsFile().toString());
        return rows;
    }

    /**
     * Reserves the most that training costs.
     *
     * @param rows the content of the file with the rows
     * @return the reserved cost
     * @throws RuntimeException if the run may not spend that much
     */
    TrainingCost reserve(byte[] rows) {
        TrainingCost cost = price.maxCost(rows.length);
        cost.money().ifPresent(progress.expenses()::reserve);
        return cost;
    }

    /**
     * Replaces a reserved cost by the real one.
     *
     * @param trainedTokens the tokens that the server charges; empty if it does not say
     */
    void settle(TrainingCost reserved, Optional<Long> trainedTokens) {
        reserved.money()
                .ifPresent(
                        max ->
                                progress.expenses()
                                        .settle(
                                                max,
                                                trainedTokens.flatMap(price::cost).orElse(max)));
    }

    /** Returns the examples, followed by the rehearsal prompts with the model's own answers. */
    private List<Finetuning.Example> rows() {
        var rows = new ArrayList<>(finetuning.examples());
        rows.addAll(rehearsal.rows(finetuning.rehearsal(), progress.expenses()));
        return rows;
    }
}
