package dev.inward.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.PrintStream;
import java.lang.reflect.Executable;
import java.text.DecimalFormat;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The locale of the machine decides nothing. Under {@code ar-EG} a formatted number has Arabic
 * digits, and under {@code tr-TR} the lower case of {@code I} has no dot. So each call that can be
 * given a locale is given one.
 */
@Execution(ExecutionMode.CONCURRENT)
class RootLocaleTest {

    /** Calls that use the locale of the machine, and to which no locale can be given. */
    private static final Set<String> WITHOUT_CHOICE =
            Set.of(
                    "java.lang.String.formatted",
                    "java.text.ChoiceFormat.<init>",
                    "java.text.DecimalFormatSymbols.<init>",
                    "java.text.MessageFormat.format",
                    "java.time.format.DateTimeFormatter.ofLocalizedDate",
                    "java.time.format.DateTimeFormatter.ofLocalizedDateTime",
                    "java.time.format.DateTimeFormatter.ofLocalizedTime",
                    "java.util.Locale.getDefault",
                    "java.util.Scanner.<init>");

    /** A constructor that takes the symbols of a locale in place of a locale. */
    private static final Set<String> WITH_SYMBOLS = Set.of("java.text.DecimalFormat.<init>");

    private static final ArchRule RULE =
            ArchRuleDefinition.noClasses()
                    .should()
                    .callCodeUnitWhere(
                            describe("the locale of the machine decides", RootLocaleTest::isLocal))
                    .because("figures and texts are the same everywhere: give it Locale.ROOT");

    private static boolean isLocal(JavaCall<?> call) {
        String name = call.getTargetOwner().getName() + "." + call.getName();
        List<String> given =
                call.getTarget().getRawParameterTypes().stream().map(JavaClass::getName).toList();
        if (given.contains(Locale.class.getName()) || !name.startsWith("java.")) {
            return false;
        }
        if (WITH_SYMBOLS.contains(name)) {
            return !given.contains("java.text.DecimalFormatSymbols");
        }
        return WITHOUT_CHOICE.contains(name)
                || alternatives(call).anyMatch(other -> isSameWithLocale(other, given));
    }

    private static Stream<Executable> alternatives(JavaCall<?> call) {
        Class<?> owner = call.getTargetOwner().reflect();
        return call.getName().equals("<init>")
                ? Arrays.<Executable>stream(owner.getConstructors())
                : Arrays.<Executable>stream(owner.getMethods())
                        .filter(method -> method.getName().equals(call.getName()));
    }

    private static boolean isSameWithLocale(Executable other, List<String> given) {
        List<String> types = new ArrayList<>();
        for (Class<?> type : other.getParameterTypes()) {
            types.add(type.getName());
        }
        return types.remove(Locale.class.getName()) && types.equals(given);
    }

    @Test
    void no_call_uses_the_locale_of_the_machine() {
        RULE.check(MainClasses.ALL);
    }

    @Test
    void the_rule_notices_each_way_to_use_it() {
        JavaClasses calls = new ClassFileImporter().importClasses(LocalCalls.class);

        String found = RULE.evaluate(calls).getFailureReport().toString();

        assertThat(Pattern.compile("in \\(RootLocaleTest\\.java:\\d+\\)").matcher(found).results())
                .hasSize(LocalCalls.COUNT);
    }

    @Test
    void the_rule_allows_calls_with_a_locale() {
        RULE.check(new ClassFileImporter().importClasses(RootCalls.class));
    }

    /** Never run. */
    @SuppressWarnings("StringCaseLocaleUsage")
    static final class LocalCalls {

        static final int COUNT = 14;

        static List<Object> all(PrintStream stream, String text) {
            stream.printf(text, 1);
            stream.format(text, 1);
            return List.of(
                    text.formatted(1),
                    String.format(text, 1),
                    text.toLowerCase(),
                    text.toUpperCase(),
                    NumberFormat.getInstance(),
                    new DecimalFormat(text),
                    DateTimeFormatter.ofPattern(text),
                    DateTimeFormatter.ofLocalizedDate(FormatStyle.SHORT),
                    new Formatter(),
                    new MessageFormat(text),
                    MessageFormat.format(text, 1),
                    new Scanner(text));
        }
    }

    /** Never run. */
    static final class RootCalls {

        static List<Object> all(PrintStream stream, String text) {
            stream.printf(Locale.ROOT, text, 1);
            return List.of(
                    String.format(Locale.ROOT, text, 1),
                    text.toLowerCase(Locale.ROOT),
                    NumberFormat.getInstance(Locale.ROOT),
                    DateTimeFormatter.ofPattern(text, Locale.ROOT),
                    String.valueOf(1.5));
        }
    }
}
