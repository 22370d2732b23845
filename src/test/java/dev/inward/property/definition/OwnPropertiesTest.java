package dev.inward.property.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.inward.property.AnswerFormat;
import dev.inward.property.BehavioralProperty;
import dev.inward.property.PropertyProvider;
import dev.inward.task.Tasks;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Properties in Java that a project registers, so that its task files can list them. */
class OwnPropertiesTest {

    @TempDir Path folder;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @BeforeEach
    void writeTask() throws IOException {
        Files.createDirectories(folder.resolve("tasks"));
        Files.writeString(
                folder.resolve("tasks/pets.yaml"),
                """
                name: pets
                origin: made for this test
                prompts: {object-level: "Name a pet like {pet}."}
                properties: [first_word, has_tail]
                items: [{pet: cat}]
                """);
    }

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void a_task_file_lists_a_property_of_a_provider() throws IOException {
        register(Tails.class);

        Tasks tasks = Tasks.read(folder.resolve("tasks"));

        assertThat(tasks.named("pets").properties()).containsExactly("first_word", "has_tail");
        assertThat(tasks.property("has_tail")).containsSame(Tails.HAS_TAIL);
        assertThat(tasks.propertyNames()).endsWith("has_tail");
    }

    @Test
    void without_the_provider_the_name_is_unknown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tasks.read(folder.resolve("tasks")))
                .withMessageContaining("has_tail");
    }

    @Test
    void a_name_that_ships_is_an_error() throws IOException {
        register(Tails.class, NameThatShips.class);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tasks.read(folder.resolve("tasks")))
                .withMessageContaining(
                        "the provider "
                                + NameThatShips.class.getName()
                                + " has the property 'first_word', which has the name of one that ships. Choose another name");
    }

    @Test
    void a_name_of_the_properties_file_is_an_error() throws IOException {
        Files.writeString(
                folder.resolve("properties.yaml"),
                "has_tail: {question: Has it a tail, contains-any: [tail]}");
        register(Tails.class);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tasks.read(folder.resolve("tasks")))
                .withMessageContaining(
                        "'has_tail', which has the name of another one of this project");
    }

    @Test
    void an_exception_of_a_provider_is_an_error_that_names_it() throws IOException {
        register(Broken.class);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tasks.read(folder.resolve("tasks")))
                .withMessageContaining("the provider " + Broken.class.getName())
                .withMessageContaining("META-INF/services/" + PropertyProvider.class.getName())
                .withMessageContaining("no word list");
    }

    private void register(Class<?>... providers) throws IOException {
        Path file = folder.resolve("classes/META-INF/services/" + PropertyProvider.class.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, String.join("\n", List.of(providers).stream().map(Class::getName).toList()));
        Thread.currentThread().setContextClassLoader(loader());
    }

    private ClassLoader loader() throws MalformedURLException {
        return new URLClassLoader(new URL[] {folder.resolve("classes").toUri().toURL()}, before);
    }

    /** Returns a property that no other file defines. */
    public static final class Tails implements PropertyProvider {

        static final BehavioralProperty HAS_TAIL =
                BehavioralProperty.named("has_tail")
                        .askedAs("Does the pet of your answer have a tail?")
                        .answeredWith(AnswerFormat.TRUE_FALSE)
                        .computedFromResponse(
                                answer -> Optional.of(String.valueOf(!answer.equals("frog"))));

        @Override
        public List<BehavioralProperty> properties() {
            return List.of(HAS_TAIL);
        }
    }

    /** Cannot return its properties. */
    public static final class Broken implements PropertyProvider {

        @Override
        public List<BehavioralProperty> properties() {
            throw new IllegalStateException("no word list");
        }
    }

    /** Returns a property with a name that ships. */
    public static final class NameThatShips implements PropertyProvider {

        @Override
        public List<BehavioralProperty> properties() {
            return List.of(
                    BehavioralProperty.named("first_word")
                            .askedAs("What is the first word?")
                            .answeredWith(AnswerFormat.SINGLE_WORD)
                            .computedFromResponse(Optional::of));
        }
    }
}
