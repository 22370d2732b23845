package dev.inward.hosted.finetuning;

import dev.inward.model.Finetuning;
import dev.inward.model.ModelSpecification;
import org.jspecify.annotations.Nullable;

/**
 * The settings for finetuning a hosted model.
 *
 * @param trainer what finetunes the model
 * @param rehearses whether the training file also has rows with the model's own answers. The paper
 *     has no such rows
 * @param price what training costs
 */
public record FinetuningSettings(Trainer trainer, boolean rehearses, TrainingPrice price) {

    /** The key of a finetuning command. */
    static final String COMMAND = "finetuning.command";

    private static final String FINETUNING = "finetuning";
    private static final String REHEARSAL = "rehearsal";

    /**
     * Reads the keys {@code finetuning}, {@code rehearsal} and {@code hyperparameters} of an entry.
     *
     * @param model the entry of the model
     * @return the settings; null if {@code finetuning} is absent or false
     * @throws IllegalArgumentException if a value is invalid; the message names the model, the key,
     *     the given value and the expected one
     */
    public static @Nullable FinetuningSettings read(ModelSpecification model) {
        boolean hasCommand = !model.strings(COMMAND).isEmpty();
        switch (model.settings().getOrDefault(FINETUNING, hasCommand ? "true" : "false")) {
            case "true" -> {
                Trainer trainer =
                        hasCommand
                                ? CommandTrainer.read(model)
                                : new ApiTrainer(Hyperparameters.read(model));
                return new FinetuningSettings(
                        trainer,
                        rehearses(model),
                        TrainingPrice.read(model, trainer.epochs(), hasCommand));
            }
            case "false" -> {
                if (!hasCommand) {
                    requireNothingElse(model);
                }
                return null;
            }
            default ->
                    throw model.invalidSetting(
                            FINETUNING, "true or false, or {command: [PROGRAM, ARGUMENT, …]}");
        }
    }

    private static void requireNothingElse(ModelSpecification model) {
        if (Hyperparameters.hasAny(model)) {
            throw model.invalidSetting(FINETUNING, "true together with 'hyperparameters'");
        }
        if (model.settings().containsKey(REHEARSAL)) {
            throw model.invalidSetting(FINETUNING, "true together with 'rehearsal'");
        }
    }

    /** Returns whether the fine-tuning API of the model's server finetunes the model. */
    public boolean usesApi() {
        return trainer instanceof ApiTrainer;
    }

    private static boolean rehearses(ModelSpecification model) {
        return switch (model.settings().getOrDefault(REHEARSAL, "none")) {
            case "none" -> false;
            case "training-items" -> true;
            default -> throw model.invalidSetting(REHEARSAL, "none or training-items");
        };
    }

    /** Removes the rehearsal prompts, unless this entry asks for them. */
    Finetuning applyTo(Finetuning finetuning) {
        return rehearses ? finetuning : finetuning.withoutRehearsal();
    }
}
