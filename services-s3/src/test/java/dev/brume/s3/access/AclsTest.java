package dev.brume.s3.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.CanonicalUserIds;
import dev.brume.s3.S3Wire;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Access control lists are told by name, by headers or by a document, and told back. The texts
 * about grantees are as S3 has answered in public reports; AWS documents none, nor what it says of
 * more than 100 grants.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html">Access
 *     control list (ACL) overview</a>
 */
class AclsTest {
  private static final String OWNER = CanonicalUserIds.canonicalId(S3Wire.ACCOUNT);
  private static final String OTHER = CanonicalUserIds.canonicalId(S3Wire.OTHER_ACCOUNT);
  private static final String GROUPS = "http://acs.amazonaws.com/groups/";
  private static final String ALL_USERS = GROUPS + "global/AllUsers";

  private final S3Wire s3 = new S3Wire();

  @BeforeEach
  void letListsSay() {
    s3.put("/box", "", "x-amz-object-ownership", "ObjectWriter").hasStatus(200);
    s3.delete("/box?publicAccessBlock").hasStatus(204);
    s3.put("/box/k", "x").hasStatus(200);
  }

  /** The grants of a list: grantee and permission by turns. */
  private String grants(String target) {
    return s3.get(target)
        .hasStatus(200)
        .element("AccessControlList")
        .replaceAll("<Permission>(\\w+)</Permission>", " $1,")
        .replaceAll("<[^>]+>", "")
        .replace(OWNER, "owner")
        .replace(OTHER, "other")
        .replace(GROUPS, "");
  }

  private static void assertGrants(String actual, String expected) {
    assertThat(actual).isEqualTo(expected.replace(" + ", ",") + ",");
  }

  @Test
  void theOwnerHasEverythingAtFirst() {
    assertThat(s3.get("/box?acl").text())
        .contains(
            "<AccessControlPolicy",
            "<Owner><ID>" + OWNER + "</ID></Owner>",
            "<Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xsi:type=\"CanonicalUser\"><ID>"
                + OWNER
                + "</ID></Grantee><Permission>FULL_CONTROL</Permission>");
    assertGrants(grants("/box/k?acl"), "owner FULL_CONTROL");
  }

  @ParameterizedTest
  @CsvSource({
    "/box,private,owner FULL_CONTROL",
    "/box,public-read,owner FULL_CONTROL + global/AllUsers READ",
    "/box,public-read-write," + "owner FULL_CONTROL + global/AllUsers READ + global/AllUsers WRITE",
    "/box,authenticated-read,owner FULL_CONTROL + global/AuthenticatedUsers READ",
    "/box,log-delivery-write,"
        + "owner FULL_CONTROL + s3/LogDelivery WRITE + s3/LogDelivery READ_ACP",
    "/box/k,bucket-owner-read,owner FULL_CONTROL",
    "/box/k,public-read,owner FULL_CONTROL + global/AllUsers READ",
  })
  void aListCanHaveAName(String target, String name, String expected) {
    AccessWire.put(s3, target + "?acl", "", "x-amz-acl", name).hasStatus(200);

    assertGrants(grants(target + "?acl"), expected);
  }

  @Test
  void whoWritesIntoTheBucketOfAnotherCanGrantItsOwner() {
    S3Wire other = s3.as(S3Wire.OTHER_ACCOUNT);
    other.put("/box/o", "x", "x-amz-acl", "bucket-owner-read").hasStatus(200);
    assertGrants(grants("/box/o?acl"), "other FULL_CONTROL + owner READ");
    other.put("/box/o", "x", "x-amz-acl", "bucket-owner-full-control").hasStatus(200);
    assertGrants(grants("/box/o?acl"), "other FULL_CONTROL + owner FULL_CONTROL");
  }

  /** Grants in headers are all there is: the owner has only what it is granted. */
  @Test
  void headersNameGranteesByIdAndGroup() {
    s3.put(
            "/box/h",
            "x",
            "x-amz-grant-read",
            "id=\"" + OTHER + "\", uri=\"" + ALL_USERS + "\"",
            "x-amz-grant-write-acp",
            "id=" + OWNER)
        .hasStatus(200);

    assertGrants(grants("/box/h?acl"), "other READ + global/AllUsers READ + owner WRITE_ACP");
  }

  @Test
  void aDocumentNamesThemToo() {
    String document =
        AccessWire.acl(
            OWNER,
            AccessWire.grant("CanonicalUser", "<ID>" + OTHER + "</ID>", "FULL_CONTROL"),
            AccessWire.grant("Group", "<URI>" + ALL_USERS + "</URI>", "READ_ACP"));
    AccessWire.put(s3, "/box/k?acl", document).hasStatus(200);
    AccessWire.put(s3, "/box?acl", document).hasStatus(200);

    assertGrants(grants("/box/k?acl"), "other FULL_CONTROL + global/AllUsers READ_ACP");
    assertGrants(grants("/box?acl"), "other FULL_CONTROL + global/AllUsers READ_ACP");
  }

  @Test
  void aListBelongsToAVersion() {
    s3.versioning("box", "Enabled");
    String first = s3.put("/box/v", "1").header("x-amz-version-id");
    s3.put("/box/v", "2", "x-amz-acl", "public-read");

    AccessWire.put(s3, "/box/v?acl&versionId=" + first, "", "x-amz-acl", "authenticated-read")
        .hasStatus(200);

    assertThat(grants("/box/v?acl&versionId=" + first)).contains("AuthenticatedUsers");
    assertThat(grants("/box/v?acl")).contains("AllUsers");
    s3.delete("/box/v").hasStatus(204);
    s3.get("/box/v?acl").isError(404, "NoSuchKey");
    AccessWire.put(s3, "/box/nothing?acl", "", "x-amz-acl", "private").isError(404, "NoSuchKey");
  }

  @Test
  void copiesAndUploadsInPartsHaveListsToo() {
    s3.put("/box/copy", "", "x-amz-copy-source", "/box/k", "x-amz-acl", "public-read")
        .hasStatus(200);
    assertGrants(grants("/box/copy?acl"), "owner FULL_CONTROL + global/AllUsers READ");
    s3.put("/box/again", "", "x-amz-copy-source", "/box/copy").hasStatus(200);
    assertGrants(grants("/box/again?acl"), "owner FULL_CONTROL");

    S3Wire other = s3.as(S3Wire.OTHER_ACCOUNT);
    String id =
        other.post("/box/parts?uploads", "", "x-amz-acl", "bucket-owner-read").element("UploadId");
    String etag = s3.put("/box/parts?partNumber=1&uploadId=" + id, "x").header("ETag");
    s3.post(
            "/box/parts?uploadId=" + id,
            "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
                + etag
                + "</ETag></Part></CompleteMultipartUpload>")
        .hasStatus(200);
    assertGrants(grants("/box/parts?acl"), "other FULL_CONTROL + owner READ");
  }

  @Test
  void aRequestSaysItInOneWay() {
    AccessWire.put(s3, "/box?acl", "")
        .isError(400, "MissingSecurityHeader", "Your request was missing a required header")
        .has("MissingHeaderName", "x-amz-acl");
    String granted = "id=" + OTHER;
    AccessWire.put(s3, "/box?acl", "", "x-amz-acl", "private", "x-amz-grant-read", granted)
        .isError(
            400, "InvalidRequest", "Specifying both Canned ACLs and Header Grants is not allowed");
    AccessWire.put(s3, "/box/k?acl", AccessWire.acl(OWNER), "x-amz-acl", "private")
        .isError(400, "UnexpectedContent", "This request does not support content");
  }

  @ParameterizedTest
  @CsvSource({
    "name=someone,Argument format not recognized,x-amz-grant-read,name=someone",
    "someone,Argument format not recognized,x-amz-grant-read,someone",
    "id=someone,Invalid id,id,someone",
    "uri=http://example.com/all,Invalid group uri,uri,http://example.com/all",
  })
  void aHeaderNamesGranteesThatThereCouldBe(
      String grantee, String message, String name, String value) {
    AccessWire.put(s3, "/box?acl", "", "x-amz-grant-read", grantee)
        .isError(400, "InvalidArgument", message)
        .has("ArgumentName", name)
        .has("ArgumentValue", value);
  }

  @Test
  void aNameIsOneOfThoseThatThereAre() {
    AccessWire.put(s3, "/box?acl", "", "x-amz-acl", "mine")
        .isError(400, "InvalidArgument")
        .has("ArgumentName", "x-amz-acl")
        .has("ArgumentValue", "mine");
    s3.put("/box/k", "x", "x-amz-acl", "log-delivery-write").isError(400, "InvalidArgument");
  }

  /** "The request will receive an HTTP 405 (Method Not Allowed) error" since October 2025. */
  @Test
  void nobodyIsNamedByEmail() {
    AccessWire.put(s3, "/box?acl", "", "x-amz-grant-read", "emailAddress=\"a@example.com\"")
        .isError(405, "MethodNotAllowed");
    String document =
        AccessWire.acl(
            OWNER,
            AccessWire.grant(
                "AmazonCustomerByEmail", "<EmailAddress>a@example.com</EmailAddress>", "READ"));
    AccessWire.put(s3, "/box?acl", document).isError(405, "MethodNotAllowed");
  }

  @Test
  void aDocumentIsWhole() {
    String grant = AccessWire.grant("CanonicalUser", "<ID>" + OTHER + "</ID>", "READ");
    String many = String.join("", Collections.nCopies(100, grant));
    AccessWire.put(s3, "/box?acl", AccessWire.acl(OWNER, many)).hasStatus(200);
    for (String malformed :
        new String[] {
          AccessWire.acl(OWNER, many, grant),
          AccessWire.acl(OWNER, grant.replace("READ", "LOOK")),
          AccessWire.acl(OWNER, grant.replace("CanonicalUser", "Friend")),
          AccessWire.acl(OWNER, AccessWire.grant("Group", "<ID>" + OTHER + "</ID>", "READ")),
          "<AccessControlPolicy></AccessControlPolicy>",
        }) {
      AccessWire.put(s3, "/box?acl", malformed)
          .isError(
              400,
              "MalformedACLError",
              "The XML you provided was not well-formed or did not validate against our published"
                  + " schema");
    }
    AccessWire.put(s3, "/box?acl", AccessWire.acl(OTHER, grant)).isError(403, "AccessDenied");
  }

  @Test
  void wereTheBucketsOwnerOwnsAllThereAreNoLists() {
    AccessWire.put(s3, "/box/k?acl", "", "x-amz-acl", "public-read").hasStatus(200);
    AccessWire.ownership(s3, "box", "BucketOwnerEnforced").hasStatus(200);

    assertGrants(grants("/box/k?acl"), "owner FULL_CONTROL");
    for (String target : new String[] {"/box?acl", "/box/k?acl", "/box/new"}) {
      AccessWire.put(s3, target, "", "x-amz-acl", "private")
          .isError(400, "AccessControlListNotSupported", "The bucket does not allow ACLs");
    }
    s3.put("/box/new", "x", "x-amz-acl", "bucket-owner-full-control").hasStatus(200);
    s3.put("/box/new", "x", "x-amz-grant-full-control", "id=\"" + OWNER + "\"").hasStatus(200);
    s3.put("/box/new", "x", "x-amz-grant-full-control", "id=\"" + OTHER + "\"")
        .isError(400, "AccessControlListNotSupported");
  }

  @Test
  void aBucketIsCreatedWithAList() {
    s3.put(
            "/granted",
            "",
            "x-amz-object-ownership",
            "BucketOwnerPreferred",
            "x-amz-grant-read",
            "id=" + OTHER,
            "x-amz-grant-full-control",
            "id=" + OWNER)
        .hasStatus(200);
    assertGrants(grants("/granted?acl"), "other READ + owner FULL_CONTROL");

    s3.put("/granted", "").hasStatus(200);
    assertGrants(grants("/granted?acl"), "owner FULL_CONTROL");
  }

  // Answer recorded on AWS, S3, 2026-02.
  @ParameterizedTest
  @ValueSource(strings = {"/box?acl", "/box/k?acl"})
  void anOwnerHasAnIdOfTheirOwnForm(String target) {
    String acl =
        "<AccessControlPolicy><Owner><ID>%s</ID></Owner><AccessControlList><Grant><Grantee"
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"Group\"><URI>"
            + "http://acs.amazonaws.com/groups/s3/LogDelivery</URI></Grantee><Permission>READ"
            + "</Permission></Grant></AccessControlList></AccessControlPolicy>";
    s3.put(target, acl.formatted("wrong-id"))
        .isError(400, "InvalidArgument", "Invalid id")
        .has("ArgumentName", "CanonicalUser/ID")
        .has("ArgumentValue", "wrong-id");
    s3.put(target, acl.formatted("0".repeat(64))).isError(403, "AccessDenied", "Access Denied");
  }
}
