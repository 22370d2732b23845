package dev.inward.hosted.pacing;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reply, or its absence, says of the pace that a server bears.
 *
 * @param trouble what is wrong with the server
 * @param pause how long it wants to be left alone by everybody
 * @param limits what it says of its limits
 */
public record ServerFeedback(Trouble trouble, @Nullable Duration pause, List<ServerLimit> limits) {

    /** Of a call that came to no reply. */
    public static final ServerFeedback NO_REPLY =
            new ServerFeedback(Trouble.FAULT, null, List.of());

    /** What is wrong with a server. */
    public enum Trouble {
        /** Nothing: it replied, if only to refuse this one prompt. */
        NONE,
        /** It failed, which has nothing to do with the pace, or may have. */
        FAULT,
        /** It says that it is asked too much. */
        OVERLOAD
    }

    public static Trouble troubleOf(int status) {
        return switch (status) {
            case 429, 529 -> Trouble.OVERLOAD;
            default -> status >= 500 || status == 408 ? Trouble.FAULT : Trouble.NONE;
        };
    }

    /** Whether a wait that comes with this status is meant for all calls, not for one. */
    public static boolean isPauseForAll(int status) {
        return status == 429 || status == 503 || status == 529;
    }
}
