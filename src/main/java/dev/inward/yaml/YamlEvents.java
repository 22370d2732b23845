package dev.inward.yaml;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** Parses YAML texts of any length. */
final class YamlEvents {

    private YamlEvents() {}

    static Parser parser(String text) {
        var options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        return new ParserImpl(new StreamReader(text), options);
    }
}
