package dev.inward.task.prompt;

import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Which wording of a question an item is asked in. Immutable and thread-safe.
 *
 * @param number the number of the wording, from 0
 * @param isDrawn whether a number beyond the last wording starts again at the first; otherwise the
 *     item is not asked then
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Wording(int number, boolean isDrawn) {

    /**
     * Returns whether there is such a wording.
     *
     * @param wordings the number of wordings that the question has, at least 1
     * @return whether an item with this wording is asked about
     */
    public boolean isAmong(int wordings) {
        return isDrawn || number < wordings;
    }

    /**
     * Chooses the wording.
     *
     * @param wordings the wordings of the question, at least one
     * @return the question in this wording
     * @throws IndexOutOfBoundsException if there is no such wording
     */
    public String of(List<String> wordings) {
        return wordings.get(isDrawn ? Math.floorMod(number, wordings.size()) : number);
    }
}
