package dev.brume.iam.sts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.access.Authorizer;
import dev.brume.iam.IamTestServer;
import dev.brume.iam.api.IamApi;
import dev.brume.iam.engine.SamlDocument;
import dev.brume.iam.sts.api.StsApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireAnswer;
import dev.brume.testkit.WireClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * SAML providers, and roles for those whom they know.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html">AssumeRoleWithSAML</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_saml.html">Troubleshoot
 *     SAML federation</a>, which has the texts of refusals
 */
class SamlTest {
  private static final String ISSUER = "https://idp.example.com/saml";
  private static final String PROVIDER = "arn:aws:iam::123456789012:saml-provider/idp";
  private static final String ROLE = "arn:aws:iam::123456789012:role/r";

  private final TestServer server = IamTestServer.in(Authorizer.Mode.ENFORCED);
  private final WireClient iam = server.client(IamApi.SERVICE);
  private final WireClient sts = server.client(StsApi.SERVICE);

  private static String resource(String name) {
    try (InputStream in = SamlTest.class.getResourceAsStream(name)) {
      String pem = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String metadata() {
    return """
        <EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="%s">
          <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
            <KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#">
              <X509Data><X509Certificate>%s</X509Certificate></X509Data></KeyInfo></KeyDescriptor>
            <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="%s"/>
          </IDPSSODescriptor>
        </EntityDescriptor>"""
        .formatted(ISSUER, resource("provider.crt"), ISSUER);
  }

  private void create() {
    iam.ok("CreateSAMLProvider", "Name", "idp", "SAMLMetadataDocument", metadata());
    iam.ok(
        "CreateRole",
        "RoleName",
        "r",
        "AssumeRolePolicyDocument",
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["sts:AssumeRoleWithSAML","sts:TagSession"],
        "Principal":{"Federated":"%s"},"Condition":{"StringEquals":{"saml:aud":"https://signin.aws.amazon.com/saml"}}}]}"""
            .formatted(PROVIDER));
  }

  private String response(String role) {
    Instant now = Instant.ofEpochMilli(server.timeline().nowMillis());
    return """
        <p:Response xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r" Version="2.0">
        <Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a" Version="2.0">
        <Issuer>%s</Issuer>
        <Subject><NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">me</NameID>
        <SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
        <SubjectConfirmationData NotOnOrAfter="%s" Recipient="https://signin.aws.amazon.com/saml"/>
        </SubjectConfirmation></Subject>
        <AttributeStatement>
        <Attribute Name="https://aws.amazon.com/SAML/Attributes/Role"><AttributeValue>%s,%s</AttributeValue></Attribute>
        <Attribute Name="https://aws.amazon.com/SAML/Attributes/RoleSessionName"><AttributeValue>me@x</AttributeValue></Attribute>
        <Attribute Name="https://aws.amazon.com/SAML/Attributes/PrincipalTag:Team"><AttributeValue>red</AttributeValue></Attribute>
        </AttributeStatement></Assertion></p:Response>"""
        .formatted(ISSUER, now.plusSeconds(300), role, PROVIDER);
  }

  private static PrivateKey key() {
    try {
      return KeyFactory.getInstance("RSA")
          .generatePrivate(
              new PKCS8EncodedKeySpec(Base64.getDecoder().decode(resource("provider.key"))));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Signs the assertion of a response. */
  private static Document signed(String xml, PrivateKey key) throws Exception {
    Document document = SamlDocument.read(xml.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    Element assertion = (Element) document.getElementsByTagName("Assertion").item(0);
    assertion.setIdAttribute("ID", true);
    XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
    Reference reference =
        factory.newReference(
            "#_a",
            factory.newDigestMethod(DigestMethod.SHA256, null),
            List.of(
                factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                factory.newTransform(
                    CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
            null,
            null);
    SignedInfo info =
        factory.newSignedInfo(
            factory.newCanonicalizationMethod(
                CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
            factory.newSignatureMethod(SignatureMethod.RSA_SHA256, null),
            List.of(reference));
    factory
        .newXMLSignature(info, null)
        .sign(new DOMSignContext(key, assertion, assertion.getFirstChild()));
    return document;
  }

  private static String base64(Document document) throws Exception {
    Transformer transformer = TransformerFactory.newInstance().newTransformer();
    transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
    StringWriter text = new StringWriter();
    transformer.transform(new DOMSource(document), new StreamResult(text));
    return base64(text.toString());
  }

  private static String base64(String xml) {
    return Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
  }

  private WireAnswer assume(String assertion) {
    return sts.anonymous()
        .call(
            "AssumeRoleWithSAML",
            "RoleArn",
            ROLE,
            "PrincipalArn",
            PROVIDER,
            "SAMLAssertion",
            assertion);
  }

  @Test
  void opensASession() throws Exception {
    create();

    JsonNode answer = assume(base64(signed(response(ROLE), key()))).ok();

    assertThat(answer.path("AssumedRoleUser").path("Arn").asText())
        .isEqualTo("arn:aws:sts::123456789012:assumed-role/r/me@x");
    assertThat(answer.path("Subject").asText()).isEqualTo("me");
    assertThat(answer.path("SubjectType").asText()).isEqualTo("persistent");
    assertThat(answer.path("Issuer").asText()).isEqualTo(ISSUER);
    assertThat(answer.path("Audience").asText()).isEqualTo("https://signin.aws.amazon.com/saml");
    assertThat(answer.path("NameQualifier").asText()).hasSize(28);
    assertThat(answer.path("Credentials").path("SessionToken").asText()).isNotEmpty();
  }

  @Test
  void isRefusedWhenForged() throws Exception {
    create();
    String unsigned = response(ROLE);
    assume(base64(unsigned)).isError(400, "InvalidIdentityToken", "Response signature invalid");
    assume(
            base64(
                signed(
                    unsigned, KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate())))
        .isError(400, "InvalidIdentityToken", "Response signature invalid");

    Document changed = signed(unsigned, key());
    changed.getElementsByTagName("NameID").item(0).setTextContent("you");
    assume(base64(changed)).isError(400, "InvalidIdentityToken", "Response signature invalid");
    assume("%%%%%%").isError(400, "InvalidIdentityToken", "Invalid base64 SAMLResponse");
    assume(base64("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"))
        .isError(400, "InvalidIdentityToken", "Invalid base64 SAMLResponse");
  }

  /** Signature wrapping: the signed assertion is moved, another one takes its place. */
  @Test
  void isRefusedWhenTheSignedAssertionStandsElsewhere() throws Exception {
    create();
    Document document = signed(response(ROLE), key());
    Element good = (Element) document.getElementsByTagName("Assertion").item(0);
    Element evil = (Element) good.cloneNode(true);
    evil.setAttribute("ID", "_evil");
    evil.getElementsByTagName("NameID").item(0).setTextContent("you");
    document.getDocumentElement().replaceChild(evil, good);
    Element hidden = document.createElementNS("urn:x", "hidden");
    hidden.appendChild(good);
    document.getDocumentElement().appendChild(hidden);

    assume(base64(document)).isError(400, "InvalidIdentityToken", "Response signature invalid");
  }

  @Test
  void isRefusedForOtherRolesAndLate() throws Exception {
    create();
    assume(base64(signed(response(ROLE + "x"), key())))
        .isError(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithSAML");
    String good = base64(signed(response(ROLE), key()));
    server.passSeconds(300);
    assume(good).isError(400, "ExpiredTokenException");
  }

  @Test
  void needsItsProvider() throws Exception {
    assume(base64(signed(response(ROLE), key())))
        .isError(400, "InvalidIdentityToken", "Specified provider doesn't exist");
  }

  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateSAMLProvider.html">CreateSAMLProvider</a>
   */
  @Test
  void hasProvidersThatAreKept() {
    create();
    JsonNode provider = iam.ok("GetSAMLProvider", "SAMLProviderArn", PROVIDER);
    assertThat(provider.path("SAMLMetadataDocument").asText()).isEqualTo(metadata());
    iam.ok(
        "TagSAMLProvider",
        "SAMLProviderArn",
        PROVIDER,
        "Tags",
        List.of(Map.of("Key", "k", "Value", "v")));
    assertThat(
            iam.ok("ListSAMLProviderTags", "SAMLProviderArn", PROVIDER)
                .path("Tags")
                .path(0)
                .path("Value")
                .asText())
        .isEqualTo("v");
    assertThat(iam.ok("ListSAMLProviders").path("SAMLProviderList")).hasSize(1);
    iam.call("CreateSAMLProvider", "Name", "idp", "SAMLMetadataDocument", metadata())
        .isError(409, "EntityAlreadyExists");
    iam.call("CreateSAMLProvider", "Name", "x", "SAMLMetadataDocument", "x".repeat(1000))
        .isError(400, "InvalidInput", "Could not parse metadata");
    server.assertKept(() -> iam.ok("GetSAMLProvider", "SAMLProviderArn", PROVIDER));
    iam.ok("DeleteSAMLProvider", "SAMLProviderArn", PROVIDER);
    iam.call("GetSAMLProvider", "SAMLProviderArn", PROVIDER).isError(404, "NoSuchEntity");
  }
}
