package dev.inward.hosted;

import static java.util.Objects.requireNonNull;

import dev.inward.hosted.finetuning.ServedModel;
import dev.inward.hosted.http.ApiSettings;
import dev.inward.model.ModelSpecification;
import java.util.LinkedHashMap;
import okhttp3.HttpUrl;

/**
 * The entry of a finetuned model that is served at an address of its own. It has the settings of
 * its base model. Key and headers of the base model are sent to no other server.
 */
final class FinetunedEntry {

    private static final String KEY = "key-env";
    private static final String HEADERS = "headers.";

    private FinetunedEntry() {}

    /**
     * Returns the entry.
     *
     * @param entry the entry of the base model
     * @param base the settings of the base model
     * @param name the name of the finetuned model in messages
     */
    static ModelSpecification of(
            ModelSpecification entry, ApiSettings base, String name, ServedModel served) {
        var settings = new LinkedHashMap<>(entry.settings());
        settings.put("id", served.id());
        boolean isSameServer = true;
        if (served.baseUrl() != null) {
            settings.put("base-url", served.baseUrl());
            isSameServer =
                    base.baseUrl().isSameServer(requireNonNull(HttpUrl.parse(served.baseUrl())));
        }
        if (!isSameServer) {
            settings.keySet().removeIf(key -> key.equals(KEY) || key.startsWith(HEADERS));
        } else if (base.key().variable() != null) {
            settings.put(KEY, base.key().variable());
        }
        if (served.keyVariable() != null) {
            settings.put(KEY, served.keyVariable());
        }
        return new ModelSpecification(
                name,
                entry.provider(),
                settings,
                entry.directory(),
                entry.home(),
                entry.environment(),
                entry.batchMode(),
                entry.listener());
    }
}
