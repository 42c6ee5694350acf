package dev.brume.conformance;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * Turns XML into plain maps and lists: equal where the documents say the same. Elements of one name
 * keep their order, blanks between elements don't count, namespaces do, prefixes don't.
 */
final class XmlValues {
  private XmlValues() {}

  static Map<String, Object> of(String xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      Element root =
          factory
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(xml)))
              .getDocumentElement();
      return Map.of(name(root), element(root));
    } catch (Exception malformed) {
      throw new AssertionError("not XML: " + xml, malformed);
    }
  }

  private static Object element(Element element) {
    Map<String, List<Object>> content = new TreeMap<>();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Attr attribute = (Attr) element.getAttributes().item(i);
      if (!"http://www.w3.org/2000/xmlns/".equals(attribute.getNamespaceURI())) {
        content.put("@" + name(attribute), List.of(attribute.getValue()));
      }
    }
    boolean hasElements = false;
    StringBuilder text = new StringBuilder();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        hasElements = true;
        content.computeIfAbsent(name(child), name -> new ArrayList<>()).add(element(child));
      } else {
        text.append(node.getNodeValue());
      }
    }
    if (content.isEmpty()) {
      return text.toString();
    }
    if (!hasElements || !text.toString().isBlank()) {
      content.put("text", List.of(text.toString()));
    }
    return content;
  }

  private static String name(Node node) {
    String namespace = node.getNamespaceURI();
    return namespace == null ? node.getLocalName() : "{" + namespace + "}" + node.getLocalName();
  }
}
