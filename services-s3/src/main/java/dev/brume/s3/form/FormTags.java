package dev.brume.s3.form;

import dev.brume.s3.S3Refusals;
import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Tags in forms: the document of PutObjectTagging. */
final class FormTags {
  private static final XMLInputFactory XML = factory();

  private FormTags() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  /**
   * The same tags in the format of a header: {@code key=value&key=value}.
   *
   * @throws dev.brume.core.error.AwsError MalformedXML
   */
  static String inQueryForm(String document) {
    StringJoiner pairs = new StringJoiner("&");
    try {
      XMLStreamReader xml = XML.createXMLStreamReader(new StringReader(document));
      String key = null;
      boolean started = false;
      while (xml.hasNext()) {
        if (xml.next() != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        switch (xml.getLocalName()) {
          case "Tagging", "TagSet", "Tag" -> key = null;
          case "Key" -> key = encoded(xml.getElementText());
          case "Value" -> pairs.add(required(key) + "=" + encoded(xml.getElementText()));
          default -> {
            if (!started) {
              return ""; // Any other document has no tag set, which means an empty one.
            }
            throw S3Refusals.malformedXml();
          }
        }
        started = true;
      }
    } catch (XMLStreamException e) {
      throw S3Refusals.malformedXml();
    }
    return pairs.toString();
  }

  private static String required(String key) {
    if (key == null) {
      throw S3Refusals.malformedXml();
    }
    return key;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
