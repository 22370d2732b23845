package dev.inward.documentation;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads XML: the pom of this project and what pages show of other poms. */
final class Pom {

    private Pom() {}

    static Element ofThisProject() throws IOException {
        return parse(Files.readString(Path.of("pom.xml")));
    }

    /**
     * Parses XML.
     *
     * @throws IllegalArgumentException if it is not well-formed
     */
    static Element parse(String xml) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException(e.getMessage() + " in\n" + xml, e);
        }
    }

    /** Returns the text of a child element, or an empty text. */
    static String text(Element parent, String child) {
        for (Element element : elements(parent, child)) {
            if (element.getParentNode().equals(parent)) {
                return element.getTextContent().strip();
            }
        }
        return "";
    }

    /** Returns all elements of a name below another one. */
    static List<Element> elements(Element below, String name) {
        NodeList found = below.getElementsByTagName(name);
        var elements = new ArrayList<Element>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
