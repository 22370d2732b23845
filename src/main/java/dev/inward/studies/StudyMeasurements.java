package dev.inward.studies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.UnknownNameException;
import dev.inward.study.measurement.StudyMeasurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Reads the measurements of a study file. */
final class StudyMeasurements {

    private static final String NAME = "name";

    private StudyMeasurements() {}

    /**
     * Reads the list of measurements: each a name, or a {@code name} with settings.
     *
     * @throws IllegalArgumentException if a measurement is unknown or stands there twice, or if a
     *     setting is wrong
     */
    static List<StudyMeasurement> read(StudyFile study, JsonNode list) {
        Map<String, StudyMeasurement> known = known(study);
        var measurements = new ArrayList<StudyMeasurement>();
        for (JsonNode entry : list) {
            String name = entry.isObject() ? entry.path(NAME).asText() : entry.asText();
            StudyMeasurement measurement = known.remove(name);
            if (measurement == null) {
                throw study.invalid(
                        "is invalid at 'measurements': "
                                + (names(measurements).contains(name)
                                        ? "'" + name + "' stands there twice. Remove one of them."
                                        : UnknownNameException.message(
                                                "measurement", name, "", known.keySet())),
                        null);
            }
            try {
                measurements.add(measurement.withSettings(settings(entry)));
            } catch (IllegalArgumentException e) {
                throw study.invalid("is invalid at 'measurements': " + e.getMessage(), e);
            }
        }
        return measurements;
    }

    private static List<String> names(List<StudyMeasurement> measurements) {
        return measurements.stream().map(StudyMeasurement::name).toList();
    }

    private static Map<String, String> settings(JsonNode entry) {
        var settings = new LinkedHashMap<String, String>();
        entry.properties().forEach(it -> settings.put(it.getKey(), it.getValue().asText()));
        settings.remove(NAME);
        return settings;
    }

    private static Map<String, StudyMeasurement> known(StudyFile study) {
        var known = new TreeMap<String, StudyMeasurement>();
        for (StudyMeasurement measurement : ServiceLoader.load(StudyMeasurement.class)) {
            StudyMeasurement other = known.put(measurement.name(), measurement);
            if (other != null) {
                throw study.invalid(
                        "cannot be read: two measurements have the name '"
                                + measurement.name()
                                + "': "
                                + other.getClass().getName()
                                + " and "
                                + measurement.getClass().getName()
                                + ". Rename one of them.",
                        null);
            }
        }
        return known;
    }
}
