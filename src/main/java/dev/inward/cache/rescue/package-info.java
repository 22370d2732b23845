/**
 * Saves answers that the answer store cannot keep, for the next run to read.
 *
 * <p>This package writes files. It knows neither the store nor its database.
 */
@NullMarked
package dev.inward.cache.rescue;

import org.jspecify.annotations.NullMarked;
