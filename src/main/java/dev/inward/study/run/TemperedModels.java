package dev.inward.study.run;

import dev.inward.study.collection.NamedModel;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Models that draw their answers at another temperature than their entry says. Each has a name of
 * its own, since its answers differ.
 *
 * <p>This class is thread-safe.
 */
final class TemperedModels {

    private record Key(NamedModel model, double temperature) {}

    private final Map<Key, NamedModel> known = new ConcurrentHashMap<>();

    /**
     * Returns a model at a temperature.
     *
     * @throws IllegalArgumentException if its provider cannot do that
     */
    NamedModel of(NamedModel model, double temperature) {
        return known.computeIfAbsent(new Key(model, temperature), TemperedModels::tempered);
    }

    private static NamedModel tempered(Key key) {
        NamedModel base = key.model();
        return new NamedModel(
                String.format(Locale.ROOT, "%s, temperature %s", base.name(), key.temperature()),
                base.model()
                        .atTemperature(key.temperature())
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                String.format(
                                                        Locale.ROOT,
                                                        "the model '%s' cannot draw answers at temperature %s: its provider or its entry in models.yaml fixes the temperature. Name another model, or leave out the measurement.",
                                                        base.name(),
                                                        key.temperature()))),
                base.lineage(),
                base.reasoning(),
                base.preamble());
    }
}
