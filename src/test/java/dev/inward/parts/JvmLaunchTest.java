package dev.inward.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests which run a JVM belongs to. */
class JvmLaunchTest {

    private static final FakeProcess SHELL = new FakeProcess(10, "/usr/bin/bash", 1_000, null);
    private static final FakeProcess DAEMON =
            new FakeProcess(20, "/opt/jdk/bin/java", 2_000, SHELL);

    @TempDir Path folder;

    private final Map<String, String> properties = new HashMap<>();

    @Test
    void the_jvms_of_a_maven_build_are_one_run() throws IOException {
        surefire("pluginPid=" + ProcessHandle.current().pid());

        JvmLaunch one = launch(null, jvm(31, SHELL));
        JvmLaunch other = launch(null, jvm(32, SHELL));

        assertThat(one.identity().isSame(other.identity())).isTrue();
        assertThat(one.identity().origin().pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(one.identity().isUnclear()).isFalse();
        assertThat(one.identity().canGoOn()).isTrue();
        assertThat(one.isOneOfSeveral()).isFalse();
    }

    @Test
    void surefire_says_whether_further_jvms_may_follow() throws IOException {
        String pid = "pluginPid=" + ProcessHandle.current().pid() + "\n";

        surefire(pid + "preferTestsFromInStream=true");
        assertThat(launch(null, jvm(31, SHELL)).isOneOfSeveral()).isTrue();

        surefire(pid + "preferTestsFromInStream=false\nforkTestSet=java.lang.Class|t.FirstEval");
        assertThat(launch(null, jvm(31, SHELL)).isOneOfSeveral()).isTrue();

        surefire(pid + "preferTestsFromInStream=false");
        assertThat(launch(null, jvm(31, SHELL)).isOneOfSeveral()).isFalse();
    }

    @Test
    void a_jvm_that_a_shell_started_is_a_run_of_its_own() {
        assertThat(isOneRun(launch(null, jvm(31, SHELL)), launch(null, jvm(32, SHELL)))).isFalse();
        assertThat(launch(null, jvm(31, SHELL)).identity().isUnclear()).isFalse();
    }

    @Test
    void a_jvm_of_an_ide_is_a_run_of_its_own() {
        properties.put(
                "sun.java.command", "com.intellij.rt.junit.JUnitStarter -ideVersion5 -junit5");

        assertThat(isOneRun(launch(null, jvm(31, DAEMON)), launch(null, jvm(32, DAEMON))))
                .isFalse();
        assertThat(launch(null, jvm(31, DAEMON)).identity().isUnclear()).isFalse();
    }

    @Test
    void workers_of_one_gradle_daemon_may_belong_to_one_run_or_to_several() {
        properties.put("org.gradle.test.worker", "7");
        properties.put("sun.java.command", "worker.org.gradle.process.GradleWorkerMain 'Test 7'");

        assertThat(isOneRun(launch(null, jvm(31, DAEMON)), launch(null, jvm(32, DAEMON)))).isTrue();
        assertThat(launch(null, jvm(31, DAEMON)).identity().isUnclear()).isTrue();
        assertThat(launch(null, jvm(31, DAEMON)).identity().canGoOn()).isFalse();
    }

    @Test
    void a_name_tells_runs_apart_and_joins_jvms() {
        properties.put("org.gradle.test.worker", "7");

        assertThat(isOneRun(launch("a", jvm(31, DAEMON)), launch("b", jvm(32, DAEMON)))).isFalse();
        assertThat(isOneRun(launch("a", jvm(31, DAEMON)), launch(null, jvm(32, DAEMON)))).isFalse();
        assertThat(isOneRun(launch("a", jvm(31, DAEMON)), launch("a", jvm(32, SHELL)))).isTrue();
        assertThat(launch("a", jvm(31, DAEMON)).identity().isUnclear()).isFalse();
    }

    @Test
    void two_processes_with_one_id_at_different_times_are_two_runs() {
        var first = new FakeProcess(31, "/opt/jdk/bin/java", 1_000, SHELL);
        var sameByRoundedClock = new FakeProcess(31, "/opt/jdk/bin/java", 2_000, SHELL);
        var later = new FakeProcess(31, "/opt/jdk/bin/java", 60_000, SHELL);

        assertThat(isOneRun(launch(null, first), launch(null, sameByRoundedClock))).isTrue();
        assertThat(isOneRun(launch(null, first), launch(null, later))).isFalse();
    }

    private static boolean isOneRun(JvmLaunch one, JvmLaunch other) {
        return one.identity().isSame(other.identity());
    }

    private static FakeProcess jvm(long pid, FakeProcess parent) {
        return new FakeProcess(pid, "/opt/jdk/bin/java", 5_000, parent);
    }

    private JvmLaunch launch(@Nullable String name, FakeProcess jvm) {
        return JvmLaunch.of(name, jvm, properties::get);
    }

    /** Writes the settings as Surefire does, in a folder with a blank in its name. */
    private void surefire(String settings) throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("my project/target/surefire"));
        Files.writeString(temporary.resolve("surefire-1_1tmp"), settings);
        properties.put(
                "sun.java.command",
                "%s/surefirebooter-1_3.jar %s 2026-11-27T17-46-59_999-jvmRun1 surefire-1_1tmp surefire_0-1_2tmp"
                        .formatted(temporary, temporary));
    }
}
