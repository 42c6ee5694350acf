package dev.brume.core.protocol.xml;

import dev.brume.core.protocol.MalformedValue;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A document read from start to end, element by element. Document type declarations are refused,
 * and thereby entities, external ones and entity bombs; so is nesting deeper than any model's.
 * Comments and processing instructions are skipped.
 *
 * <p>Names are local names: AWS accepts elements in its namespace, in another, or in none.
 */
public final class XmlReader {
  /** How deep elements may nest; S3's deepest document has 9 levels. */
  public static final int DEEPEST = 100;

  private static final int LONGEST_DECLARATION = 200;
  private static final Pattern LATIN_1 =
      Pattern.compile("encoding\\s*=\\s*[\"']ISO-8859-1[\"']", Pattern.CASE_INSENSITIVE);

  /** Created for the first document, because it costs more than the server's whole start. */
  private static final class Factory {
    private static final XMLInputFactory INSTANCE = create();

    private static XMLInputFactory create() {
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
      return factory;
    }
  }

  private final XMLStreamReader in;
  private int depth;

  private XmlReader(XMLStreamReader in) {
    this.in = in;
  }

  /**
   * Opens a document and moves to its root element.
   *
   * @throws MalformedValue if there is none
   */
  static XmlReader open(byte[] document) {
    try {
      XmlReader reader =
          new XmlReader(
              Factory.INSTANCE.createXMLStreamReader(new StringReader(characters(document))));
      if (!reader.nextChild()) {
        throw new MalformedValue("No element");
      }
      return reader;
    } catch (XMLStreamException e) {
      throw malformed();
    }
  }

  /**
   * Decodes a document: UTF-8 unless a byte order mark or the declaration differs. The parser could
   * do that too, but prints undecodable input to the console.
   */
  private static String characters(byte[] document) {
    Charset charset = charset(document);
    String text;
    try {
      text = charset.newDecoder().decode(ByteBuffer.wrap(document)).toString();
    } catch (CharacterCodingException e) {
      throw malformed();
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static Charset charset(byte[] document) {
    if (document.length > 1) {
      int mark = (document[0] & 0xFF) << 8 | document[1] & 0xFF;
      if (mark == 0xFEFF || mark == 0xFFFE) {
        return StandardCharsets.UTF_16;
      }
    }
    int looked = Math.min(document.length, LONGEST_DECLARATION);
    String start = new String(document, 0, looked, StandardCharsets.ISO_8859_1);
    int end = start.startsWith("<?xml") ? start.indexOf("?>") : -1;
    boolean latin = end > 0 && LATIN_1.matcher(start.substring(0, end)).find();
    return latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
  }

  private static MalformedValue malformed() {
    return new MalformedValue("The XML is not well-formed");
  }

  /** The local name of the current element. */
  String name() {
    return in.getLocalName();
  }

  /** The attributes of the current element by local name, without namespace declarations. */
  Map<String, String> attributes() {
    int count = in.getAttributeCount();
    if (count == 0) {
      return Map.of();
    }
    Map<String, String> attributes = HashMap.newHashMap(count);
    for (int i = 0; i < count; i++) {
      attributes.put(in.getAttributeLocalName(i), in.getAttributeValue(i));
    }
    return attributes;
  }

  /**
   * Moves to the next child of the current element, or past the element's end.
   *
   * @return whether there is a child
   * @throws MalformedValue if there is text between elements, or the document is malformed
   */
  boolean nextChild() {
    while (true) {
      switch (next()) {
        case XMLStreamConstants.START_ELEMENT:
          refuseDeeper(++depth);
          return true;
        case XMLStreamConstants.END_ELEMENT:
          depth--;
          return false;
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA:
          if (!in.isWhiteSpace()) {
            throw new MalformedValue("Text found where an element was expected");
          }
          break;
        default:
          break;
      }
    }
  }

  private static void refuseDeeper(int level) {
    if (level > DEEPEST) {
      throw new MalformedValue("Elements nest deeper than " + DEEPEST + " levels");
    }
  }

  /**
   * Returns the text of the current element, and moves past its end.
   *
   * @throws MalformedValue if the element has child elements, or the document is malformed
   */
  String text() {
    String first = "";
    StringBuilder all = null;
    while (true) {
      switch (next()) {
        case XMLStreamConstants.END_ELEMENT:
          depth--;
          return all == null ? first : all.toString();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE:
          if (all != null) {
            all.append(in.getText());
          } else if (first.isEmpty()) {
            first = in.getText();
          } else {
            all = new StringBuilder(first).append(in.getText());
          }
          break;
        case XMLStreamConstants.START_ELEMENT:
          throw new MalformedValue("An element found where text was expected");
        default:
          break;
      }
    }
  }

  /** Moves past the end of the current element, whatever its content. */
  void skip() {
    int open = 1;
    while (open > 0) {
      switch (next()) {
        case XMLStreamConstants.START_ELEMENT:
          refuseDeeper(depth + open);
          open++;
          break;
        case XMLStreamConstants.END_ELEMENT:
          open--;
          break;
        default:
          break;
      }
    }
    depth--;
  }

  /**
   * Reads on to the end of the document, after the root element's end.
   *
   * @throws MalformedValue if anything but comments follows
   */
  void finish() {
    while (next() != XMLStreamConstants.END_DOCUMENT) {
      // Comments, processing instructions and white space.
    }
  }

  private int next() {
    try {
      int event = in.next();
      if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw new MalformedValue("Document types and entities are not allowed");
      }
      return event;
    } catch (XMLStreamException | RuntimeException e) {
      // The parser's own failures on hostile input are not bugs of the emulator: the document is at
      // fault.
      throw e instanceof MalformedValue refusal ? refusal : malformed();
    }
  }
}
