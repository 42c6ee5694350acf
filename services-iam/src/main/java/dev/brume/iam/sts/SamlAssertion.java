package dev.brume.iam.sts;

import dev.brume.iam.engine.SamlDocument;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * An identity provider's assertion about a user, in SAML 2.0. Only elements at their places in the
 * schema are read, and a signature only covers its parent element: an assertion that was moved
 * elsewhere, or added next to the signed one, is ignored.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html">SAML
 *     assertions</a>
 */
final class SamlAssertion {
  private static final String ASSERTIONS = "urn:oasis:names:tc:SAML:2.0:assertion";
  private static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
  private static final String NAME_FORMAT = "urn:oasis:names:tc:SAML:2.0:nameid-format:";

  private final Element response;
  private final Element assertion;
  private final Map<String, List<String>> attributes = new LinkedHashMap<>();

  private SamlAssertion(Element response, Element assertion) {
    this.response = response;
    this.assertion = assertion;
    for (Element statement : children(assertion, ASSERTIONS, "AttributeStatement")) {
      for (Element attribute : children(statement, ASSERTIONS, "Attribute")) {
        List<String> values =
            attributes.computeIfAbsent(attribute.getAttribute("Name"), name -> new ArrayList<>());
        children(attribute, ASSERTIONS, "AttributeValue")
            .forEach(value -> values.add(value.getTextContent().strip()));
      }
    }
  }

  /** Parses a response in Base64; empty if it does not contain exactly one assertion. */
  static Optional<SamlAssertion> parse(String base64) {
    byte[] xml;
    try {
      xml = Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    Element root = SamlDocument.read(xml).map(Document::getDocumentElement).orElse(null);
    if (root == null
        || !PROTOCOL.equals(root.getNamespaceURI())
        || !root.getLocalName().equals("Response")) {
      return Optional.empty();
    }
    List<Element> assertions = children(root, ASSERTIONS, "Assertion");
    return assertions.size() == 1
        ? Optional.of(new SamlAssertion(root, assertions.getFirst()))
        : Optional.empty();
  }

  private static List<Element> children(Element parent, String namespace, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element
          && namespace.equals(element.getNamespaceURI())
          && element.getLocalName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  private static Element child(Element parent, String name) {
    List<Element> found = parent == null ? List.of() : children(parent, ASSERTIONS, name);
    return found.isEmpty() ? null : found.getFirst();
  }

  private static String text(Element element) {
    return element == null ? null : element.getTextContent().strip();
  }

  /** The issuer; null if absent. */
  String issuer() {
    return text(child(assertion, "Issuer"));
  }

  /** The subject; null if absent. */
  String subject() {
    return text(child(child(assertion, "Subject"), "NameID"));
  }

  /** {@code persistent}, {@code transient}, or the full name of another format. */
  String subjectType() {
    Element name = child(child(assertion, "Subject"), "NameID");
    String format = name == null ? "" : name.getAttribute("Format");
    return format.startsWith(NAME_FORMAT) ? format.substring(NAME_FORMAT.length()) : format;
  }

  private Element confirmation() {
    return child(
        child(child(assertion, "Subject"), "SubjectConfirmation"), "SubjectConfirmationData");
  }

  /** The recipient; null if absent. */
  String recipient() {
    Element confirmation = confirmation();
    return confirmation == null || confirmation.getAttribute("Recipient").isEmpty()
        ? null
        : confirmation.getAttribute("Recipient");
  }

  /** The first value of an attribute, or null. */
  String attribute(String name) {
    List<String> values = attributes.getOrDefault(name, List.of());
    return values.isEmpty() ? null : values.getFirst();
  }

  /** All values of attributes, by name. */
  Map<String, List<String>> attributes() {
    return attributes;
  }

  /** Whether it is valid at a given time. */
  boolean isValidAt(Instant now) {
    Element conditions = child(assertion, "Conditions");
    Element confirmation = confirmation();
    return isBefore(now, conditions) && isBefore(now, confirmation) && isAfter(now, conditions);
  }

  private static boolean isBefore(Instant now, Element limited) {
    String end = limited == null ? "" : limited.getAttribute("NotOnOrAfter");
    try {
      return end.isEmpty() || now.isBefore(Instant.parse(end));
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static boolean isAfter(Instant now, Element limited) {
    String start = limited == null ? "" : limited.getAttribute("NotBefore");
    try {
      return start.isEmpty() || !now.isBefore(Instant.parse(start));
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  /** Whether the assertion, or its response, is signed with one of these. */
  boolean isSignedBy(List<X509Certificate> certificates) {
    return certificates.stream()
        .map(X509Certificate::getPublicKey)
        .anyMatch(key -> isSigned(assertion, key) || isSigned(response, key));
  }

  private static boolean isSigned(Element element, PublicKey key) {
    List<Element> signatures = children(element, XMLSignature.XMLNS, "Signature");
    String id = element.getAttribute("ID");
    if (signatures.size() != 1 || id.isEmpty()) {
      return false;
    }
    try {
      element.setIdAttribute("ID", true);
      DOMValidateContext context = new DOMValidateContext(key, signatures.getFirst());
      context.setProperty("org.jcp.xml.dsig.secureValidation", Boolean.TRUE);
      context.setIdAttributeNS(element, null, "ID");
      XMLSignature signature =
          XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
      List<Reference> references = signature.getSignedInfo().getReferences();
      return references.size() == 1
          && ("#" + id).equals(references.getFirst().getURI())
          && signature.validate(context);
    } catch (MarshalException | XMLSignatureException e) {
      return false;
    }
  }
}
