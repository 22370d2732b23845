package dev.inward.property.reading;

import java.util.regex.Pattern;

/**
 * Finds code: a fenced block, or a line that has the form of a statement in a widespread language.
 * A name or a command in single backticks within a sentence is no code.
 */
public final class CodeText {

    private static final Pattern FENCE = Pattern.compile("(?m)^ {0,3}(?:```|~~~)");

    private static final Pattern STATEMENT =
            Pattern.compile(
                    "(?m)^\\s{0,40}(?:"
                            + "#include\\s*[<\"]|#!/"
                            + "|(?:public|private|protected|static|abstract|final) +[\\w<>\\[\\], ]{1,80}[({]"
                            + "|(?:async +)?def +\\w+\\(|class +\\w+[^.\\n]{0,80}[:{]\\s*$|(?:async +)?function\\b[^\\n]{0,80}\\("
                            + "|(?:const|let|var|val) +[\\w{}\\[\\], ]{1,60} ?(?::[^=\\n]{1,40})?="
                            + "|(?:for|while|if|elif|with|try|except|else)\\b[^\\n]{0,120}:\\s*\\n\\s+\\S+ ?[(=.\\[]"
                            + "|(?:for|while|if|switch) ?\\([^\\n]{1,120}\\) ?\\{?\\s*$"
                            + "|(?:import|from) +[\\w.]+(?: +import +[\\w*, ]+)?;?\\s*$"
                            + "|(?:print|printf|console\\.log|System\\.out\\.print\\w*|echo|fmt\\.Print\\w*)\\s?\\(.{0,200}\\);?\\s*$"
                            + "|(?:SELECT\\b[^\\n]{1,200}(?:\\n\\s*)?\\bFROM\\b|INSERT INTO\\b|CREATE TABLE\\b|UPDATE \\w+\\s+SET\\b|DELETE FROM\\b)"
                            + "|<(?:html|head|body|div|span|script|style|table|form|p|ul|!DOCTYPE)\\b[^>\\n]{0,200}>"
                            + "|[\\w.\\[\\]]{1,60} ?[+*/-]?= ?[^=\\n]{1,200};\\s*$"
                            + "|[\\w.]{1,60}\\([^\\n]{0,200}\\);\\s*$"
                            + "|\\$ +[a-z][\\w./-]*(?: |$)"
                            + "|(?:pub +)?(?:fn|func|sub) +\\w+ ?[({]|(?:struct|enum|interface|impl|namespace) +\\w+ ?\\{"
                            + "|[\\w.]{1,60} (?:<-|::) \\S|return\\b[^\\n]{0,200};\\s*$|\\w+!\\("
                            + "|(?:sudo|pip3?|npm|npx|git|docker|kubectl|curl|apt-get|brew|mvn|cargo|chmod) [^\\n]{1,200}[^\\s.!?:,]$"
                            + "|[.#@]?[\\w.#:, >-]{1,80} ?\\{\\s*\\n[^\\n]{1,200}[;{(]\\s*$"
                            + "|[a-z_-]{1,40}:\\s*\\n {1,8}[a-z_-]{1,40}:(?:\\s*\\n| [^\\n]{1,80}\\n) {1,8}[a-z_-]{1,40}:"
                            + ")");

    /** Markdown: four spaces after an empty line. Verse has none of these signs. */
    private static final Pattern INDENTED =
            Pattern.compile("\\n[ \\t]*\\n(?: {4}|\\t)[^\\n]{0,200}[=({;]");

    private CodeText() {}

    /** Returns whether an answer has a block or a line of code. */
    public static boolean isIn(String answer) {
        return FENCE.matcher(answer).find()
                || STATEMENT.matcher(answer).find()
                || INDENTED.matcher(answer).find();
    }
}
