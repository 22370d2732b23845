package dev.inward.yaml;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The words for the values of one kind of file, for messages.
 *
 * @since 0.1
 */
@API(status = Status.INTERNAL, since = "0.1")
public interface PathNames {

    /**
     * Names a value.
     *
     * @param path the path of the value
     * @return a phrase such as {@code 'id' of model 'gpt'}
     */
    String name(YamlPath path);

    /**
     * Names the owner of a key.
     *
     * @param path the path of the mapping that has the key
     * @return the words after the key with a leading space, such as {@code " of model 'gpt'"}; may
     *     be empty
     */
    String ownerPhrase(YamlPath path);

    /**
     * Says whether a value may be a secret, which no message shows.
     *
     * @param path the path of the value
     * @return whether it may be one
     */
    default boolean isSecret(YamlPath path) {
        return false;
    }
}
