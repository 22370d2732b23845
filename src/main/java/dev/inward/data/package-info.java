/**
 * Reads rows of texts from data files, one by one: CSV, TSV, JSON Lines, Parquet and folders of
 * text files.
 *
 * <p>This package uses no other package of Inward.
 */
@NullMarked
package dev.inward.data;

import org.jspecify.annotations.NullMarked;
