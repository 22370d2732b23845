/**
 * Models that come from a class of the user's: the supplier class, the identity of its settings,
 * and calls that block.
 *
 * <p>This package may use the package model. It does not know the libraries that make the calls.
 */
@NullMarked
package dev.inward.supplied;

import org.jspecify.annotations.NullMarked;
