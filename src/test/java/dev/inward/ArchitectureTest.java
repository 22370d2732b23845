package dev.inward;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the arrows of the house: which room may use which. */
@Execution(ExecutionMode.CONCURRENT)
class ArchitectureTest {

    private static final JavaClasses INWARD =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.inward");

    @ParameterizedTest(name = "{0} uses no room but {1}")
    @CsvSource({
        "statistics, ''",
        "baseline, ''",
        "property, ''",
        "task, property",
        "file, ''",
        "model, file",
        "cache, model file",
        "lab, model file",
        "langchain4j, model",
        "study, statistics property task model cache baseline",
        "verdict, statistics property task cache study file",
        "assertion, statistics property task study verdict",
        "junit, statistics property task model cache study verdict",
        "report, statistics property task cache study verdict file",
    })
    void a_room_uses_only_the_rooms_below_it(String room, String below) {
        List<String> allowed = new ArrayList<>(List.of("dev.inward", "dev.inward." + room));
        for (String name : below.split(" ", -1)) {
            allowed.add("dev.inward." + name);
        }

        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("dev.inward." + room)
                .should()
                .onlyDependOnClassesThat(
                        Predicates.resideOutsideOfPackage("dev.inward..")
                                .or(Predicates.resideInAnyPackage(allowed.toArray(new String[0]))))
                .check(INWARD);
    }

    @Test
    void rooms_form_no_cycle() {
        slices().matching("dev.inward.(*)..").should().beFreeOfCycles().check(INWARD);
    }

    @ParameterizedTest(name = "{0} knows nothing of test frameworks and reports")
    @CsvSource({
        "statistics",
        "baseline",
        "property",
        "task",
        "model",
        "cache",
        "lab",
        "langchain4j",
        "study",
        "verdict"
    })
    void the_experiment_knows_no_junit_and_no_allure(String room) {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("dev.inward." + room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "io.qameta..", "org.assertj..")
                .check(INWARD);
    }

    @ParameterizedTest(name = "{0} leaves {1} to another room")
    @CsvSource({
        "assertion, org.junit..",
        "assertion, io.qameta..",
        "junit, io.qameta..",
        "report, org.junit..",
    })
    void a_face_uses_its_own_framework_only(String room, String framework) {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("dev.inward." + room)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(framework)
                .check(INWARD);
    }

    @Test
    void langchain4j_stays_in_its_room() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("dev.inward.langchain4j")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.langchain4j..")
                .check(INWARD);
    }

    @Test
    void tribuo_stays_in_its_room() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("dev.inward.baseline")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.tribuo..")
                .check(INWARD);
    }

    @Test
    void public_types_say_what_they_promise() {
        ArchRuleDefinition.classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should()
                .beAnnotatedWith(API.class)
                .check(INWARD);
    }
}
