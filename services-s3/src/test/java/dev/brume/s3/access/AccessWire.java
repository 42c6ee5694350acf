package dev.brume.s3.access;

import dev.brume.core.access.Authorizer;
import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;

/** Requests that the tests of access have in common. */
final class AccessWire {
  private AccessWire() {}

  /** S3 where access rules are enforced. */
  static S3Wire enforced() {
    return new S3Wire(Authorizer.Mode.ENFORCED);
  }

  /** S3 where the log tells of what they would refuse. */
  static S3Wire logged() {
    return new S3Wire(Authorizer.Mode.SOFT);
  }

  /** Puts a document that has to come with its digest. */
  static Answer put(S3Wire s3, String target, String document, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Content-MD5";
    all[headers.length + 1] = S3Wire.md5(document);
    return s3.put(target, document, all);
  }

  static Answer policy(S3Wire s3, String bucket, String policy) {
    return put(s3, "/" + bucket + "?policy", policy.replace('\'', '"'));
  }

  /** Which of the four settings are on. */
  static void block(S3Wire s3, String bucket, String... settings) {
    StringBuilder document = new StringBuilder("<PublicAccessBlockConfiguration>");
    for (String setting : settings) {
      document.append("<").append(setting).append(">true</").append(setting).append(">");
    }
    document.append("</PublicAccessBlockConfiguration>");
    put(s3, "/" + bucket + "?publicAccessBlock", document.toString()).hasStatus(200);
  }

  static Answer ownership(S3Wire s3, String bucket, String ownership) {
    String document =
        "<OwnershipControls><Rule><ObjectOwnership>"
            + ownership
            + "</ObjectOwnership></Rule></OwnershipControls>";
    return put(s3, "/" + bucket + "?ownershipControls", document);
  }

  /** The body of a request for an access control list. */
  static String acl(String owner, String... grants) {
    return "<AccessControlPolicy><Owner><ID>"
        + owner
        + "</ID></Owner><AccessControlList>"
        + String.join("", grants)
        + "</AccessControlList></AccessControlPolicy>";
  }

  static String grant(String type, String grantee, String permission) {
    return "<Grant><Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\""
        + type
        + "\">"
        + grantee
        + "</Grantee><Permission>"
        + permission
        + "</Permission></Grant>";
  }
}
