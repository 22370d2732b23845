/** YAML files with a schema: reading without silent changes, and messages that say what to mend. */
@NullMarked
package dev.inward.yaml;

import org.jspecify.annotations.NullMarked;
