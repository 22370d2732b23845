package dev.inward.browser;

import java.util.List;

/**
 * One view of a page, with everything in it opened.
 *
 * @param view the address of the view within the page
 * @param text the text that a reader sees
 * @param attachments how many attachments were opened
 * @param found what no text may cause: dialogs, requests, foreign elements
 */
public record PageView(String view, String text, int attachments, List<String> found) {}
