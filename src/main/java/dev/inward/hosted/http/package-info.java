/** One HTTP call to a model: the request, the retries, the failures and the parsed answer. */
@NullMarked
package dev.inward.hosted.http;

import org.jspecify.annotations.NullMarked;
