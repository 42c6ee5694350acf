package dev.brume.iam.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * XML of identity providers. Documents with a DOCTYPE are refused: they could refer to files, or
 * expand without limit.
 */
public final class SamlDocument {
  /** The namespace of metadata. */
  public static final String METADATA = "urn:oasis:names:tc:SAML:2.0:metadata";

  private static final String SIGNATURES = "http://www.w3.org/2000/09/xmldsig#";

  private SamlDocument() {}

  /** Parses a document; empty if it is not XML. */
  public static Optional<Document> read(byte[] xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setExpandEntityReferences(false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return Optional.of(builder.parse(new ByteArrayInputStream(xml)));
    } catch (SAXException | IOException e) {
      return Optional.empty();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The metadata of a provider; empty if the document is invalid. */
  public static Optional<Element> metadata(String xml) {
    return read(xml.strip().getBytes(StandardCharsets.UTF_8))
        .map(Document::getDocumentElement)
        .filter(root -> METADATA.equals(root.getNamespaceURI()))
        .filter(root -> root.getLocalName().equals("EntityDescriptor"))
        .filter(root -> !root.getAttribute("entityID").isEmpty())
        .filter(root -> has(root, "IDPSSODescriptor"));
  }

  private static boolean has(Element root, String name) {
    return root.getElementsByTagNameNS(METADATA, name).getLength() > 0;
  }

  /** The certificates of the provider's signing keys in the metadata. */
  public static List<X509Certificate> certificates(Element metadata) {
    List<X509Certificate> certificates = new ArrayList<>();
    NodeList keys = metadata.getElementsByTagNameNS(METADATA, "KeyDescriptor");
    for (int i = 0; i < keys.getLength(); i++) {
      Element key = (Element) keys.item(i);
      if (!key.getAttribute("use").equals("encryption")) {
        NodeList found = key.getElementsByTagNameNS(SIGNATURES, "X509Certificate");
        for (int j = 0; j < found.getLength(); j++) {
          certificate(found.item(j).getTextContent()).ifPresent(certificates::add);
        }
      }
    }
    return certificates;
  }

  private static Optional<X509Certificate> certificate(String base64) {
    try {
      byte[] der = Base64.getMimeDecoder().decode(base64);
      return Optional.of(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
