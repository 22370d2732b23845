package dev.inward.model;

import java.time.Clock;

/** What the providers of models behind an address have in common. */
abstract class ApiProvider implements ModelProvider {

    private final String name;
    private final Dialect dialect;

    ApiProvider(String name, Dialect dialect) {
        this.name = name;
        this.dialect = dialect;
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * Reads the entry; calls nobody.
     *
     * @throws IllegalArgumentException when a key is unknown, missing or wrong, the dialect cannot
     *     express it, or the environment variable of the key is not set
     */
    @Override
    public ChatModel open(ModelSpecification specification) {
        ApiSettings settings = ApiSettings.read(specification, dialect);
        dialect.check(settings);
        return new ApiModel(settings, dialect, ApiModel.Patience.USUAL, Clock.systemUTC());
    }
}
