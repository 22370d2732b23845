package dev.inward.study.stage;

import java.nio.file.Path;
import java.util.Locale;

/** Ends a comparison after the stage at which the run should stop. It is no failure. */
public final class StoppedAfterStageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param folder the folder with the files of the stages
     */
    StoppedAfterStageException(Stage stage, Path folder) {
        super(
                String.format(
                        Locale.ROOT,
                        "the study stopped after the stage '%s'; its files are in %s",
                        stage.key(),
                        folder));
    }
}
