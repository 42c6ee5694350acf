package dev.brume.s3.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.checksum.Digest;
import dev.brume.s3.S3Wire.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads what S3 tells, and says what it should. */
final class Told {
  private Told() {}

  static Element root(Answer answer) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(answer.body()))
          .getDocumentElement();
    } catch (Exception broken) {
      throw new AssertionError(answer.text(), broken);
    }
  }

  /** The elements of these names directly below the root, as they stand in the document. */
  static List<Element> elements(Answer answer, String... names) {
    List<String> wanted = List.of(names);
    List<Element> elements = new ArrayList<>();
    for (Node node = root(answer).getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && wanted.contains(element.getTagName())) {
        elements.add(element);
      }
    }
    return elements;
  }

  /** The text of one element below another; null where there is none. */
  static String text(Element element, String name) {
    Node found = element.getElementsByTagName(name).item(0);
    return found == null ? null : found.getTextContent();
  }

  /** The texts of all elements of that name, one below each of {@code parents}. */
  static List<String> texts(Answer answer, String parents, String name) {
    return elements(answer, parents).stream().map(element -> text(element, name)).toList();
  }

  /** An entity tag without its quotes. */
  static String bare(String etag) {
    return etag == null ? null : etag.replace("\"", "");
  }

  /** The id of the version that an answer is about: "null" where it names none. */
  static String versionId(Answer answer) {
    String id = answer.header("x-amz-version-id");
    return id == null ? KeyState.NULL_ID : id;
  }

  private static byte[] md5(byte[] bytes) {
    Digest digest = ChecksumAlgorithm.MD5.start();
    digest.update(ByteBuffer.wrap(bytes));
    return digest.value();
  }

  /** The ETag of an object that is put in one piece. */
  static String etag(byte[] body) {
    return HexFormat.of().formatHex(md5(body));
  }

  /** The ETag of an object that is uploaded in these parts. */
  static String etag(List<byte[]> parts) {
    ByteArrayOutputStream digests = new ByteArrayOutputStream();
    parts.forEach(part -> digests.writeBytes(md5(part)));
    return etag(digests.toByteArray()) + "-" + parts.size();
  }

  /** A key as it stands in a request line: all but letters, digits and slashes is encoded. */
  static String encoded(String key) {
    StringBuilder text = new StringBuilder();
    for (byte one : key.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = one == '/' || one == '.' || one > 0 && Character.isLetterOrDigit(one);
      text.append(plain ? Character.toString(one) : "%%%02X".formatted(one & 0xff));
    }
    return text.toString();
  }

  /** The document that completes an upload with these parts: numbers and ETags by turns. */
  static String completion(List<String> numbersAndEtags) {
    StringBuilder document = new StringBuilder("<CompleteMultipartUpload>");
    for (int i = 0; i < numbersAndEtags.size(); i += 2) {
      document
          .append("<Part><PartNumber>")
          .append(numbersAndEtags.get(i))
          .append("</PartNumber><ETag>")
          .append(numbersAndEtags.get(i + 1))
          .append("</ETag></Part>");
    }
    return document.append("</CompleteMultipartUpload>").toString();
  }

  /** The content is that of the ETag, all of it. */
  static void isWhole(Answer answer) {
    String etag = bare(answer.header("ETag"));
    boolean multipart = etag.indexOf('-') > 0;
    assertThat(multipart ? etag(List.of(answer.body())) : etag(answer.body())).isEqualTo(etag);
    answer.hasHeader("Content-Length", Integer.toString(answer.body().length));
  }
}
