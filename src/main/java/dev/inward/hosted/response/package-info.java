/**
 * Reads what a response says: its text, its JSON, an error inside it, and whether it is an answer.
 */
@NullMarked
package dev.inward.hosted.response;

import org.jspecify.annotations.NullMarked;
