package dev.inward.cache.rescue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Saves the answers that a store cannot keep, in the first folder that can be written, and reads
 * those of earlier runs.
 *
 * <p>This class is thread-safe.
 */
public final class AnswerRescue {

    private final List<RescueFolder> folders;
    private int saved;
    private int lost;
    private @Nullable Path place;
    private @Nullable IOException failure;

    private AnswerRescue(List<RescueFolder> folders) {
        this.folders = folders;
    }

    /**
     * Creates the rescue of a project. Writes nothing yet.
     *
     * @param reports the folder of the project's reports
     */
    public static AnswerRescue of(Path reports) {
        return new AnswerRescue(RescueFolder.of(reports));
    }

    /** Saves answers. Those that are counted as saved are on the disk. */
    public synchronized void save(List<RescuedAnswer> answers) {
        if (answers.isEmpty()) {
            return;
        }
        for (RescueFolder folder : folders) {
            try {
                folder.save(answers);
                saved += answers.size();
                place = folder.path();
                return;
            } catch (IOException e) {
                failure = e;
            }
        }
        lost += answers.size();
    }

    /** Returns the answers that earlier runs saved, with their files. */
    public List<RescueFile> earlier() {
        var files = new ArrayList<RescueFile>();
        folders.forEach(folder -> files.addAll(folder.read()));
        return files;
    }

    /** Deletes files whose answers are in the store now. */
    public static void delete(List<RescueFile> files) {
        RescueFolder.delete(files);
    }

    /** Returns sentences about the answers that were saved or lost; empty if there were none. */
    public synchronized String description() {
        var text = new StringBuilder();
        if (saved > 0) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "Answers that could not be kept: %d. They are saved in %s. The next run of this project stores them. ",
                            saved,
                            place));
        }
        if (lost > 0 && failure != null) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "Answers that are lost: %d. They could not be saved elsewhere: %s. ",
                            lost,
                            failure));
        }
        return text.toString();
    }
}
