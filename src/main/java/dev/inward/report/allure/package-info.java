/** What the page of Allure needs beside results: text without markup, and files about the run. */
@NullMarked
package dev.inward.report.allure;

import org.jspecify.annotations.NullMarked;
