package dev.inward.hosted.finetuning;

import java.util.List;
import java.util.Optional;

/**
 * The fine-tuning API of the model's server.
 *
 * @param hyperparameters the hyperparameters of every finetuning
 */
record ApiTrainer(Hyperparameters hyperparameters) implements Trainer {

    @Override
    public List<String> keyParts() {
        return List.of(hyperparameters.json().toString());
    }

    @Override
    public Optional<Integer> epochs() {
        return Optional.ofNullable(hyperparameters.epochs());
    }

    @Override
    public FinetuningJob job(FinetuningRequest request) {
        return new OpenAiFinetuning(request, hyperparameters);
    }
}
