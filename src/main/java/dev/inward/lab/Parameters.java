package dev.inward.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A copy of the weights of a model that can be trained. Not thread-safe while it is trained. */
final class Parameters {

    private final Weights start;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();

    Parameters(Weights weights) {
        start = weights;
        for (var tensor : weights.tensors()) {
            parameters.put(tensor.name(), Parameter.of(tensor.values()));
        }
    }

    Architecture architecture() {
        return start.architecture();
    }

    Parameter named(String name) {
        Parameter parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalStateException("A lab model has no parameter named " + name);
        }
        return parameter;
    }

    /** Returns all parameters, in the order of the weights. */
    Collection<Parameter> all() {
        return parameters.values();
    }

    void clearGradients() {
        all().forEach(parameter -> Arrays.fill(parameter.gradient(), 0));
    }

    /** Copies the present values. */
    Weights weights() {
        List<Weights.Tensor> tensors = new ArrayList<>();
        for (var tensor : start.tensors()) {
            tensors.add(
                    new Weights.Tensor(
                            tensor.name(), tensor.shape(), named(tensor.name()).values().clone()));
        }
        return new Weights(start.architecture(), tensors);
    }
}
