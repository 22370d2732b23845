package dev.inward.parts;

import dev.inward.process.ProcessId;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which tool started a JVM, and so which run the JVM belongs to.
 *
 * <ul>
 *   <li>Maven's Surefire and Failsafe name Maven's process in the settings that they pass to each
 *       JVM. A run is one build.
 *   <li>An IDE starts one JVM for each run. So does a command in a shell.
 *   <li>The parent of a Gradle worker is Gradle's daemon, which lives on after the build. Another
 *       Java process may be such a daemon too. Builds of a daemon cannot be distinguished.
 * </ul>
 *
 * @param identity the run
 * @param isOneOfSeveral whether the tool starts, or may start, further JVMs for the same run
 */
record JvmLaunch(RunIdentity identity, boolean isOneOfSeveral) {

    private static final Pattern SUREFIRE =
            Pattern.compile(
                    "(?:surefirebooter\\S*\\.jar|maven\\.surefire\\.booter\\.ForkedBooter) (.+?) \\S+ (surefire\\S*tmp)(?: surefire_\\S*tmp)?");
    private static final Pattern IDE =
            Pattern.compile(
                    "com\\.intellij\\.rt\\.|org\\.eclipse\\.jdt\\.|com\\.microsoft\\.java\\.test\\.|org\\.netbeans\\.");

    /** The system properties of a JVM. */
    interface SystemProperties {
        @Nullable String get(String name);
    }

    /** Finds out about this JVM. */
    static JvmLaunch ofThisJvm(@Nullable String name) {
        return of(name, ProcessHandle.current(), System::getProperty);
    }

    /**
     * @param name the name that the configuration gives the run
     * @param property the system properties of the JVM
     */
    static JvmLaunch of(@Nullable String name, ProcessHandle jvm, SystemProperties property) {
        String command = Optional.ofNullable(property.get("sun.java.command")).orElse("");
        Optional<Properties> surefire = surefireSettings(command);
        Optional<ProcessHandle> maven =
                surefire.map(settings -> settings.getProperty("pluginPid"))
                        .flatMap(JvmLaunch::process);
        if (maven.isPresent()) {
            return new JvmLaunch(
                    new RunIdentity(name, ProcessId.of(maven.get()), !isMavenDaemon(maven.get())),
                    name != null || surefire.filter(JvmLaunch::hasSeveralJvms).isPresent());
        }
        Optional<ProcessHandle> parent = jvm.parent().filter(process -> isJava(process));
        boolean isWorker =
                parent.isPresent()
                        && (property.get("org.gradle.test.worker") != null
                                || !IDE.matcher(command).find());
        return new JvmLaunch(
                new RunIdentity(
                        name, ProcessId.of(isWorker ? parent.orElseThrow() : jvm), !isWorker),
                name != null || isWorker);
    }

    /** Surefire writes its settings to a file, and names the file in the command of the JVM. */
    private static Optional<Properties> surefireSettings(String command) {
        Matcher words = SUREFIRE.matcher(command);
        if (!words.find()) {
            return Optional.empty();
        }
        var settings = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(words.group(1), words.group(2)))) {
            settings.load(file);
            return Optional.of(settings);
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<ProcessHandle> process(String pid) {
        try {
            return ProcessHandle.of(Long.parseLong(pid));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Surefire hands over one class with {@code reuseForks=false}, or classes one by one. */
    private static boolean hasSeveralJvms(Properties surefire) {
        return surefire.containsKey("forkTestSet")
                || Boolean.parseBoolean(surefire.getProperty("preferTestsFromInStream"));
    }

    private static boolean isMavenDaemon(ProcessHandle maven) {
        return maven.info()
                .commandLine()
                .map(command -> command.toLowerCase(Locale.ROOT).contains("mvnd"))
                .orElse(false);
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.toLowerCase(Locale.ROOT))
                .filter(command -> command.matches("(.*[/\\\\])?javaw?(\\.exe)?"))
                .isPresent();
    }
}
