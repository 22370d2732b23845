package dev.inward.property;

import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Behavioral properties in Java that task files and evals can name. {@link java.util.ServiceLoader}
 * finds the provider: name its class in {@code
 * META-INF/services/dev.inward.property.PropertyProvider}. The class has a public constructor
 * without parameters.
 *
 * <p>A property that one eval class alone uses needs no provider. The class declares it in a static
 * field. But only a property of a provider can be listed in a task file, so that predictors are
 * finetuned on it together with all others.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface PropertyProvider {

    /**
     * Returns the properties. Inward calls this method whenever it reads task files.
     *
     * @return the properties in any order, none null; no name is that of a property that ships, of
     *     another provider or of {@code properties.yaml}
     */
    List<BehavioralProperty> properties();
}
