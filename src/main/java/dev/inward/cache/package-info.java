/**
 * Where answers are kept, so that none is paid for twice. Knows models, and nothing of who asks.
 */
@NullMarked
package dev.inward.cache;

import org.jspecify.annotations.NullMarked;
