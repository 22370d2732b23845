/**
 * One HTTP call to a model: the request, its retries, its failures, and the answer that is read.
 */
@NullMarked
package dev.inward.hosted.http;

import org.jspecify.annotations.NullMarked;
