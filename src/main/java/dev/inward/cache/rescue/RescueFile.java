package dev.inward.cache.rescue;

import java.nio.file.Path;
import java.util.List;

/**
 * A file of answers that an earlier run saved.
 *
 * @param path the file
 * @param answers its answers
 */
public record RescueFile(Path path, List<RescuedAnswer> answers) {}
