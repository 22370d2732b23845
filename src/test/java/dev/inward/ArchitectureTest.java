package dev.inward;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.inward.architecture.MainClasses;
import java.io.PrintStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks which package may use which, how large packages are, and what the module exports. */
@Execution(ExecutionMode.CONCURRENT)
class ArchitectureTest {

    /** A larger package should be split, so that a reader can learn it at once. */
    private static final int MAX_TYPES_PER_PACKAGE = 27;

    /** Some types need each other, but larger cycles are hard to understand. */
    private static final int MAX_TYPES_PER_CYCLE = 4;

    private static final JavaClasses INWARD = MainClasses.ALL;

    @ParameterizedTest(name = "{0} uses only {1}")
    @CsvSource({
        "statistics.input, ''",
        "statistics, statistics.input",
        "statistics.agreement, statistics statistics.input",
        "statistics.resampling, statistics statistics.input",
        "statistics.sequential, statistics statistics.input",
        "classifier, ''",
        "property.reading, ''",
        "property, model property.reading",
        "file, ''",
        "text, ''",
        "yaml, ''",
        "data, ''",
        "data.hub, data file hosted.feedback",
        "transcript, model",
        "transcript.source, data model",
        "transcript.mapping, model transcript transcript.source yaml",
        "property.definition, data property property.reading yaml",
        "task.prompt, data model",
        "task.definition, model task.prompt yaml",
        "task, data data.hub model property property.definition task.definition task.prompt transcript transcript.mapping transcript.source yaml",
        "model, ''",
        "model.budget, model",
        "model.registry, model yaml",
        "hosted.pacing, ''",
        "hosted.feedback, hosted.pacing",
        "hosted.response, ''",
        "hosted.http, model hosted.pacing hosted.feedback hosted.response text",
        "hosted.batch, file model hosted.http hosted.pacing hosted.response text",
        "finetuning, model text",
        "process, ''",
        "hosted.finetuning, file finetuning model process hosted.http",
        "hosted, model hosted.http hosted.pacing hosted.response hosted.batch hosted.finetuning text",
        "gguf, model",
        "supplied, model",
        "langchain4j, model supplied",
        "springai, model supplied",
        "lab, file finetuning model text",
        "cache.rescue, file model text",
        "cache, file model model.budget cache.rescue text",
        "study.measurement, model property statistics.agreement task",
        "study.measurement.standard, classifier model property statistics statistics.agreement study.measurement task task.prompt",
        "study.design, property study.measurement task yaml",
        "study, statistics statistics.sequential property task task.prompt transcript model study.design study.measurement",
        "study.collection, property task transcript model model.budget model.registry cache study study.design task.prompt",
        "judge, property statistics statistics.agreement task task.prompt model study study.collection",
        "study.training, judge property task task.prompt model model.registry study study.collection study.design study.measurement",
        "study.scoring, classifier judge property statistics task task.prompt model study study.collection study.training study.design",
        "study.stage, file finetuning judge model property study study.collection study.design study.training task study.measurement yaml",
        "study.run, judge property task model model.registry cache study study.collection study.training study.scoring study.design study.stage study.measurement",
        "studies, property study study.design task task.definition yaml study.measurement",
        "verdict.items, statistics task study",
        "verdict.figures, statistics statistics.sequential property task study verdict.items study.design",
        "verdict.ladder, statistics",
        "verdict.ladder.evaluation, statistics property task study verdict.items verdict.ladder study.measurement study.design",
        "verdict, statistics statistics.agreement property task model.budget study verdict.items verdict.figures verdict.ladder verdict.ladder.evaluation study.design study.measurement",
        "verdict.regression, file statistics property task model study verdict verdict.items verdict.figures study.design study.measurement",
        "parts, file process verdict",
        "assertion, statistics task study verdict verdict.figures verdict.ladder verdict.ladder.evaluation study.design study.measurement",
        "junit, judge statistics property task transcript model model.budget model.registry cache parts study study.run verdict verdict.figures verdict.regression text studies study.design study.stage study.collection",
        "report.measurement, statistics statistics.agreement study study.measurement verdict.items verdict.ladder verdict.ladder.evaluation report.format",
        "report.paper, statistics report.format",
        "report.page, report.json report.measurement text",
        "report.json, model statistics statistics.agreement property task study verdict verdict.figures verdict.items verdict.ladder text study.design report.measurement",
        "report.format, text",
        "report.allure, file report.json text",
        "report.chart, text",
        "report.chart.verdict, statistics property study study.design verdict verdict.figures report.chart",
        "report, file parts statistics property task model.budget study verdict verdict.figures verdict.ladder report.allure report.chart report.chart.verdict report.json report.format report.measurement report.page report.paper text study.design",
    })
    void a_package_uses_only_the_packages_below_it(String name, String below) {
        List<String> allowed = new ArrayList<>(List.of("dev.inward", "dev.inward." + name));
        for (String other : below.split(" ", -1)) {
            allowed.add("dev.inward." + other);
        }

        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("dev.inward." + name)
                .should()
                .onlyDependOnClassesThat(
                        Predicates.resideOutsideOfPackage("dev.inward..")
                                .or(Predicates.resideInAnyPackage(allowed.toArray(new String[0]))))
                .check(INWARD);
    }

    /** The root contains what an eval author imports and no logic. */
    @Test
    void the_root_uses_only_the_extension_the_assertions_and_verdicts() {
        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("dev.inward")
                .should()
                .onlyDependOnClassesThat(
                        Predicates.resideOutsideOfPackage("dev.inward..")
                                .or(
                                        Predicates.resideInAnyPackage(
                                                "dev.inward",
                                                "dev.inward.assertion",
                                                "dev.inward.junit",
                                                "dev.inward.verdict")))
                .check(INWARD);
    }

    /** Whatever is printed or logged is made safe in one place. */
    @Test
    void only_the_console_and_the_log_print() {
        ArchRuleDefinition.noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.inward.report.format.Console")
                .should()
                .callMethodWhere(
                        JavaCall.Predicates.target(
                                        HasOwner.Predicates.With.owner(
                                                Predicates.assignableTo(PrintStream.class)))
                                .and(
                                        JavaCall.Predicates.target(
                                                HasName.Predicates.nameMatching(
                                                        "print|println|printf|format|append|write"))))
                .check(INWARD);
        ArchRuleDefinition.noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.inward.text.ConsoleLog")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(System.Logger.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(INWARD);
    }

    /** The same texts, whatever writes them, are escaped for Markdown, CSV, JSON and Allure. */
    @ParameterizedTest(name = "only {0} uses {1}")
    @CsvSource({
        "dev.inward.(report.format.CsvWriter|data.CsvRows), com.fasterxml.jackson.dataformat.csv..",
        "dev.inward.report.Allure.*, io.qameta..",
    })
    void a_format_is_read_and_written_in_one_place(String name, String library) {
        ArchRuleDefinition.noClasses()
                .that()
                .haveNameNotMatching(name + "(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(INWARD);
    }

    @Test
    void packages_form_no_cycle() {
        slices().matching("dev.inward.(**)").should().beFreeOfCycles().check(INWARD);
    }

    @Test
    void no_package_has_too_many_types() {
        Map<String, Long> sizes =
                INWARD.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        .collect(
                                Collectors.groupingBy(
                                        JavaClass::getPackageName, Collectors.counting()));

        assertThat(sizes).hasSizeGreaterThan(20);
        assertThat(sizes)
                .allSatisfy(
                        (name, types) ->
                                assertThat(types)
                                        .as(name)
                                        .isLessThanOrEqualTo(MAX_TYPES_PER_PACKAGE));
    }

    @Test
    void cycles_of_types_are_small() {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (JavaClass type : INWARD) {
            Set<String> used = uses.computeIfAbsent(topLevel(type), name -> new TreeSet<>());
            type.getDirectDependenciesFromSelf()
                    .forEach(
                            dependency -> {
                                JavaClass target = dependency.getTargetClass();
                                if (target.getPackageName().equals(type.getPackageName())) {
                                    used.add(topLevel(target));
                                }
                            });
        }
        Map<String, Set<String>> reachable = new TreeMap<>();
        uses.keySet().forEach(type -> reachable.put(type, reachable(type, uses)));

        for (String type : uses.keySet()) {
            Set<String> cycle =
                    reachable.getOrDefault(type, Set.of()).stream()
                            .filter(other -> reachable.getOrDefault(other, Set.of()).contains(type))
                            .collect(Collectors.toCollection(TreeSet::new));
            assertThat(cycle)
                    .as("types that use each other in a cycle with %s", type)
                    .hasSizeLessThanOrEqualTo(MAX_TYPES_PER_CYCLE);
        }
    }

    private static String topLevel(JavaClass type) {
        return type.getBaseComponentType().getName().replaceFirst("\\$.*", "");
    }

    private static Set<String> reachable(String from, Map<String, Set<String>> uses) {
        Set<String> seen = new TreeSet<>();
        List<String> next = new ArrayList<>(uses.getOrDefault(from, Set.of()));
        while (!next.isEmpty()) {
            String type = next.remove(next.size() - 1);
            if (seen.add(type)) {
                next.addAll(uses.getOrDefault(type, Set.of()));
            }
        }
        return seen;
    }

    @ParameterizedTest(name = "{0} uses neither JUnit nor Allure nor AssertJ")
    @CsvSource({
        "statistics",
        "classifier",
        "property",
        "task",
        "model",
        "hosted",
        "cache",
        "lab",
        "gguf",
        "supplied",
        "langchain4j",
        "springai",
        "study",
        "verdict",
        "judge",
        "data",
        "transcript",
        "yaml",
        "file",
        "finetuning",
        "process",
        "text",
        "parts"
    })
    void the_experiment_uses_no_test_framework(String name) {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("dev.inward." + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "io.qameta..", "org.assertj..")
                .check(INWARD);
    }

    @ParameterizedTest(name = "{0} does not use {1}")
    @CsvSource({
        "assertion, org.junit..",
        "assertion, io.qameta..",
        "junit, io.qameta..",
        "report, org.junit..",
    })
    void a_framework_package_does_not_use_another_framework(String name, String framework) {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("dev.inward." + name)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(framework)
                .check(INWARD);
    }

    @ParameterizedTest(name = "only {0} uses {1}")
    @CsvSource({
        "gguf, de.kherud..",
        "langchain4j, dev.langchain4j..",
        "springai, org.springframework..",
        "classifier, org.tribuo..",
        "transcript.source, org.apache.commons.compress..",
        "cache, org.sqlite..",
        "report, io.qameta..",
        "report.chart, org.jfree..",
        "report.chart, org.apache.batik..",
        "yaml, org.yaml.snakeyaml..",
        "yaml, com.networknt..",
    })
    void a_library_stays_in_one_package(String name, String library) {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("dev.inward." + name)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(INWARD);
    }

    @Test
    void only_hosted_models_and_the_data_hub_use_okhttp() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackages("dev.inward.hosted..", "dev.inward.data.hub")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("okhttp3..")
                .check(INWARD);
    }

    /** Users of the module rely on the status of each exported type. */
    @Test
    void exported_types_state_their_api_status() throws Exception {
        ModuleDescriptor module;
        try (var descriptor =
                Files.newInputStream(Path.of("target", "classes", "module-info.class"))) {
            module = ModuleDescriptor.read(descriptor);
        }
        String[] exported =
                module.exports().stream()
                        .map(ModuleDescriptor.Exports::source)
                        .toArray(String[]::new);

        ArchRuleDefinition.classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .and()
                .resideInAnyPackage(exported)
                .should()
                .beAnnotatedWith(API.class)
                .check(INWARD);
    }
}
