package dev.inward.model.registry;

import static java.util.Objects.requireNonNull;

import dev.inward.model.ChatModel;
import dev.inward.model.FinetunableModel;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.ModelProvider;
import dev.inward.model.ModelSpecification;
import dev.inward.model.PricedModel;
import dev.inward.model.Prompt;
import dev.inward.model.SamplingModel;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives an identity to a model whose class does not declare one, so that its answers can be kept.
 * The identity is the name of the provider, the settings of the entry without secrets, the version
 * of the provider's and the model's class, and the prompt.
 *
 * @param parts the identity without sampling and prompt
 * @param sampling the temperature that replaces that of the entry; empty if none does
 */
record DefaultIdentity(List<String> parts, List<String> sampling) {

    /** What a model can implement besides; it keeps these abilities. */
    private static final List<Class<?>> ABILITIES =
            List.of(
                    PricedModel.class,
                    SamplingModel.class,
                    FinetunableModel.class,
                    AutoCloseable.class);

    /**
     * Returns the model itself if it declares an identity or if none can be given; otherwise the
     * model with this identity, of which the listener of the specification is told.
     */
    static ChatModel addTo(
            ChatModel model, ModelProvider provider, ModelSpecification specification) {
        if (model instanceof IdentifiedModel) {
            return model;
        }
        Optional<DefaultIdentity> identity = of(model, provider, specification);
        if (identity.isEmpty()) {
            return model;
        }
        specification
                .listener()
                .defaultIdentityGiven(
                        specification.name(),
                        String.format(
                                Locale.ROOT,
                                "The answers of model '%s' are kept under a default identity: the provider '%s', the settings without secrets, the prompt, and the class files beside %s. If one of them changes, the model is called again. Implement IdentifiedModel to choose what counts.",
                                specification.name(),
                                specification.provider(),
                                provider.getClass().getName()));
        return identity.get().addTo(model);
    }

    private static Optional<DefaultIdentity> of(
            ChatModel model, ModelProvider provider, ModelSpecification specification) {
        var parts = new ArrayList<String>();
        parts.add("default identity");
        parts.add(specification.provider());
        new TreeMap<>(specification.settings())
                .forEach(
                        (name, value) -> {
                            if (!SecretNames.isSecret(name)) {
                                parts.add(name);
                                parts.add(value);
                            }
                        });
        for (Class<?> type : classes(model, provider)) {
            Optional<String> version = ClassVersion.of(type);
            if (version.isEmpty()) {
                return Optional.empty();
            }
            parts.add(type.getName());
            parts.add(version.get());
        }
        return Optional.of(new DefaultIdentity(List.copyOf(parts), List.of()));
    }

    /** The provider's class and the model's; a lambda's class has no file and no lasting name. */
    private static Set<Class<?>> classes(ChatModel model, ModelProvider provider) {
        var classes = new LinkedHashSet<Class<?>>();
        classes.add(provider.getClass());
        if (!model.getClass().isHidden()) {
            classes.add(model.getClass());
        }
        return classes;
    }

    /** {@link Double#toString} differs between versions of Java. */
    private DefaultIdentity atTemperature(double temperature) {
        return new DefaultIdentity(parts, List.of("temperature", Double.toHexString(temperature)));
    }

    private IdentifiedModel addTo(ChatModel model) {
        Class<?>[] types =
                Stream.concat(
                                Stream.of(IdentifiedModel.class),
                                ABILITIES.stream().filter(type -> type.isInstance(model)))
                        .toArray(Class<?>[]::new);
        return (IdentifiedModel)
                Proxy.newProxyInstance(
                        DefaultIdentity.class.getClassLoader(), types, new Delegate(model, this));
    }

    /** Calls the model, except for what {@link IdentifiedModel} adds. */
    private record Delegate(ChatModel model, DefaultIdentity identity)
            implements InvocationHandler {

        @Override
        public @Nullable Object invoke(
                Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            if (method.getDeclaringClass() == Object.class) {
                return switch (method.getName()) {
                    case "equals" -> arguments != null && proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> model.toString();
                };
            }
            if (method.getName().equals("modelIdentity")) {
                return identity.parts();
            }
            if (method.getDeclaringClass() == IdentifiedModel.class) {
                return method.isDefault()
                        ? InvocationHandler.invokeDefault(proxy, method, arguments)
                        : identity.with((Prompt) requireNonNull(arguments)[0]);
            }
            try {
                Object result = method.invoke(model, arguments);
                return switch (method.getName()) {
                    case "forSample" ->
                            identified((ChatModel) requireNonNull(result), identity, proxy);
                    case "atTemperature" ->
                            atTemperature(
                                    (Optional<?>) requireNonNull(result),
                                    (double) requireNonNull(requireNonNull(arguments)[0]),
                                    proxy);
                    default -> result;
                };
            } catch (InvocationTargetException e) {
                throw requireNonNull(e.getCause());
            }
        }

        private Optional<?> atTemperature(Optional<?> other, double temperature, Object proxy) {
            return other.map(
                    model ->
                            identified(
                                    (ChatModel) model, identity.atTemperature(temperature), proxy));
        }

        private Object identified(ChatModel other, DefaultIdentity ofOther, Object proxy) {
            if (other == model) {
                return proxy;
            }
            return other instanceof IdentifiedModel ? other : ofOther.addTo(other);
        }
    }

    private List<String> with(Prompt prompt) {
        var identity = new ArrayList<>(parts);
        identity.addAll(sampling);
        prompt.messages()
                .forEach(
                        message -> {
                            identity.add(message.role().name());
                            identity.add(message.text());
                        });
        prompt.tools()
                .forEach(
                        tool -> {
                            identity.add("TOOL");
                            identity.add(tool.name());
                            identity.add(tool.description());
                            identity.add(tool.parameters());
                        });
        return identity;
    }
}
