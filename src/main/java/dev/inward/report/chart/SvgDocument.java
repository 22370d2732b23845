package dev.inward.report.chart;

import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Draws a chart as an SVG document. The same chart always gives the same document. Its ids depend
 * on its description, so that several documents can stand in one page.
 *
 * <p>Texts keep the widths that the layout assumes, whatever font the reader's machine has.
 */
final class SvgDocument {

    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final int DECIMALS = 2;

    private SvgDocument() {}

    /**
     * @param title the short alternative text
     * @param description the alternative text with all numbers
     */
    static String of(JFreeChart chart, int height, String title, String description) {
        Document document = empty();
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment(null);
        context.setPrecision(DECIMALS);
        context.setIDGenerator(ids(description));
        var graphics = new SVGGraphics2D(context, false);
        chart.draw(graphics, new Rectangle2D.Double(0, 0, Style.WIDTH, height));
        Element root = graphics.getRoot();
        root.setAttribute("width", String.valueOf(Style.WIDTH));
        root.setAttribute("height", String.valueOf(height));
        root.setAttribute("viewBox", "0 0 " + Style.WIDTH + " " + height);
        root.setAttribute("role", "img");
        Node first = root.getFirstChild();
        root.insertBefore(text(document, "title", title), first);
        root.insertBefore(text(document, "desc", description), first);
        tidy(root, graphics, Style.TEXT);
        return written(root);
    }

    private static SVGIDGenerator ids(String description) {
        var hash = new CRC32();
        hash.update(description.getBytes(StandardCharsets.UTF_8));
        String prefix = "c" + HexFormat.of().toHexDigits((int) hash.getValue()) + "-";
        return new SVGIDGenerator() {
            @Override
            public String generateID(String kind) {
                return super.generateID(prefix + kind);
            }
        };
    }

    private static Element text(Document document, String name, String text) {
        Element element = document.createElementNS(SVG, name);
        element.setTextContent(text);
        return element;
    }

    /**
     * Gives each text the width that the layout reserved for it, and removes the one id that all
     * documents have.
     */
    private static void tidy(Element element, SVGGraphics2D measures, Font inherited) {
        Font font = font(element, inherited);
        if (element.getAttribute("id").equals("genericDefs")) {
            element.removeAttribute("id");
        }
        if (element.getTagName().equals("text")) {
            int width = measures.getFontMetrics(font).stringWidth(element.getTextContent());
            element.setAttribute("textLength", String.valueOf(width));
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                tidy(inner, measures, font);
            }
        }
    }

    private static Font font(Element element, Font inherited) {
        int style = inherited.getStyle();
        if (element.hasAttribute("font-weight")) {
            style = element.getAttribute("font-weight").equals("bold") ? Font.BOLD : Font.PLAIN;
        }
        int size = inherited.getSize();
        if (element.hasAttribute("font-size")) {
            size = (int) Double.parseDouble(element.getAttribute("font-size").replace("px", ""));
        }
        return new Font(Font.SANS_SERIF, style, size);
    }

    private static Document empty() {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK creates no XML document", e);
        }
    }

    private static String written(Element root) {
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            var writer = new StringWriter();
            transformer.transform(new DOMSource(root), new StreamResult(writer));
            return writer.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException("the JDK writes no XML document", e);
        }
    }
}
