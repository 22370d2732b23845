package dev.inward.study.stage;

import dev.inward.file.FileName;
import dev.inward.study.ComparisonRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file for each stage of a study to {@code studies/NAME} in the reports folder. The files
 * depend on the study and on the answers alone, so a study that was killed ends with the same
 * bytes.
 *
 * <p>This class is thread-safe.
 */
public final class StageFiles {

    private final Path studies;
    private final @Nullable Stage until;
    private final Map<String, StudyFolder> folders = new ConcurrentHashMap<>();

    /**
     * Creates the files of a run.
     *
     * @param reports the reports folder
     * @param until the stage after which the run stops; null if it does not
     */
    public StageFiles(Path reports, @Nullable Stage until) {
        studies = reports.resolve("studies");
        this.until = until;
    }

    /**
     * Returns what writes the files of a comparison. All comparisons of a study file share a
     * folder. Without a study file, the folder is that of the eval, and there are files only if the
     * run stops after a stage.
     *
     * @param eval the name of the eval with its class and package
     */
    public StudyStages of(String eval, ComparisonRequest request) {
        String study = request.design().study();
        if (study.isEmpty() && until == null) {
            return StudyStages.NONE;
        }
        return new StageWriter(folder(study.isEmpty() ? FileName.distinct(eval) : study), until);
    }

    private StudyFolder folder(String name) {
        return folders.computeIfAbsent(name, key -> new StudyFolder(studies.resolve(key)));
    }
}
