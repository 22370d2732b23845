package dev.inward.data.hub;

import org.jspecify.annotations.Nullable;

/**
 * A part of a data set of the hub. Immutable and thread-safe.
 *
 * @param name the name, such as {@code owner/name}
 * @param revision the commit, 40 hexadecimal digits; a branch or a tag is an error that shows its
 *     commit
 * @param config the configuration, also called subset; null for the default
 * @param split the split, such as {@code train}; null if there is only one
 * @param file the path of a file in the data set, in which {@code *} is any text without a slash;
 *     null if configuration and split say it
 */
public record HubDataset(
        String name,
        String revision,
        @Nullable String config,
        @Nullable String split,
        @Nullable String file) {}
