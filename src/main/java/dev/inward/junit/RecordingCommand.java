package dev.inward.junit;

import dev.inward.InwardParameters;
import dev.inward.cache.AnswerMode;
import dev.inward.model.QuerySecrets;
import dev.inward.model.registry.Overrides;
import java.io.File;
import java.util.Locale;
import java.util.TreeMap;

/** The command that repeats a run and records its answers. */
final class RecordingCommand {

    private RecordingCommand() {}

    /** Returns the command. It leaves headers out and masks keys in addresses. */
    static String of(RawParameters parameters, Overrides overrides) {
        var options = new TreeMap<>(parameters.texts());
        options.put(InwardParameters.MODE, AnswerMode.RECORD.name().toLowerCase(Locale.ROOT));
        for (String name : overrides.names()) {
            if (!name.contains(".headers.")) {
                overrides
                        .lookup()
                        .apply(name)
                        .ifPresent(
                                text ->
                                        options.put(
                                                InwardParameters.MODELS_PREFIX + name,
                                                QuerySecrets.maskedIn(text)));
            }
        }
        boolean isWindows = File.separatorChar == '\\';
        var command = new StringBuilder("mvn test");
        options.forEach(
                (name, text) ->
                        command.append(' ').append(quoted("-D" + name + "=" + text, isWindows)));
        return command.toString();
    }

    /**
     * Double quotes work in every shell, but a POSIX shell still expands some characters in them.
     */
    static String quoted(String option, boolean isWindows) {
        String escaped =
                isWindows
                        ? option.replace("\"", "\\\"")
                        : option.replaceAll("([\\\\\"$`])", "\\\\$1");
        return '"' + escaped + '"';
    }
}
