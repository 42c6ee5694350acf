package dev.brume.ssm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.ssm.api.SsmApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Documents, their versions, formats and shares. No answers were recorded: codes and texts are
 * those of the API Reference and of what users of AWS have reported; where neither has any, the
 * test says so.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateDocument.html">CreateDocument</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-schemas-features.html">Schemas,
 *     features, and examples</a>
 */
class DocumentsTest {
  private static final String ARN = "arn:aws:ssm:eu-west-1:123456789012:document/hello";
  private static final String SHELL =
      """
      {"schemaVersion":"2.2","description":"Says hello","parameters":{"whom":{"type":"String",\
      "description":"Who is greeted","default":"world"},"words":{"type":"StringList","default":["a"]}},\
      "mainSteps":[{"action":"aws:runShellScript","name":"hello","inputs":{"runCommand":["echo %s"]}}]}""";

  private final WireClient ssm = TestServer.of(SsmApi.SERVICE, SsmService::new).client();

  private static String shell(String word) {
    return SHELL.formatted(word);
  }

  private JsonNode create(Object... more) {
    Object[] all = new Object[more.length + 4];
    System.arraycopy(new Object[] {"Name", "hello", "Content", shell("1")}, 0, all, 0, 4);
    System.arraycopy(more, 0, all, 4, more.length);
    return ssm.ok("CreateDocument", all).path("DocumentDescription");
  }

  private JsonNode describe(Object... more) {
    Object[] all = new Object[more.length + 2];
    all[0] = "Name";
    all[1] = "hello";
    System.arraycopy(more, 0, all, 2, more.length);
    return ssm.ok("DescribeDocument", all).path("Document");
  }

  /** CreateDocument's example shows the members. */
  @Test
  void sayWhatTheyAre() {
    JsonNode made = create("Tags", List.of(Map.of("Key", "k", "Value", "v")));
    assertThat(made.path("Status").asText()).isEqualTo("Creating");
    JsonNode found = describe();
    assertThat(found.path("Status").asText()).isEqualTo("Active");
    for (String name : List.of("DocumentVersion", "LatestVersion", "DefaultVersion")) {
      assertThat(found.path(name).asText()).as(name).isEqualTo("1");
    }
    assertThat(found.path("DocumentType").asText()).isEqualTo("Command");
    assertThat(found.path("DocumentFormat").asText()).isEqualTo("JSON");
    assertThat(found.path("SchemaVersion").asText()).isEqualTo("2.2");
    assertThat(found.path("Description").asText()).isEqualTo("Says hello");
    assertThat(found.path("Owner").asText()).isEqualTo("123456789012");
    assertThat(found.path("HashType").asText()).isEqualTo("Sha256");
    assertThat(found.path("Hash").asText()).hasSize(64).isEqualTo(made.path("Hash").asText());
    assertThat(found.path("PlatformTypes").toString()).isEqualTo("[\"Linux\",\"MacOS\"]");
    assertThat(found.path("Parameters").path(0).path("DefaultValue").asText()).isEqualTo("world");
    assertThat(found.path("Parameters").path(1).path("DefaultValue").asText()).isEqualTo("[\"a\"]");
    assertThat(found.path("Tags").path(0).path("Value").asText()).isEqualTo("v");
    ssm.server().assertKept(() -> describe());
  }

  /** "Any update to a document creates a new version", which is not the default one. */
  @Test
  void haveVersions() {
    create("VersionName", "one");
    JsonNode updated =
        ssm.ok(
                "UpdateDocument",
                "Name",
                "hello",
                "Content",
                shell("2"),
                "DocumentVersion",
                "$LATEST",
                "VersionName",
                "two")
            .path("DocumentDescription");
    assertThat(updated.path("DocumentVersion").asText()).isEqualTo("2");
    assertThat(updated.path("DefaultVersion").asText()).isEqualTo("1");
    assertThat(updated.path("Status").asText()).isEqualTo("Updating");
    assertThat(describe().path("DocumentVersion").asText()).isEqualTo("1");
    assertThat(describe("DocumentVersion", "$LATEST").path("VersionName").asText())
        .isEqualTo("two");
    assertThat(describe("VersionName", "two").path("DocumentVersion").asText()).isEqualTo("2");
    ssm.call("DescribeDocument", "Name", "hello", "DocumentVersion", "3")
        .isError(
            400, "InvalidDocumentVersion", "The document version isn't valid or doesn't exist.");
    JsonNode changed =
        ssm.ok("UpdateDocumentDefaultVersion", "Name", "hello", "DocumentVersion", "2")
            .path("Description");
    assertThat(changed.path("DefaultVersion").asText()).isEqualTo("2");
    assertThat(changed.path("DefaultVersionName").asText()).isEqualTo("two");
    JsonNode versions = ssm.ok("ListDocumentVersions", "Name", "hello").path("DocumentVersions");
    assertThat(versions).hasSize(2);
    assertThat(versions.path(0).path("IsDefaultVersion").asBoolean()).isTrue();
    JsonNode first = ssm.ok("ListDocumentVersions", "Name", "hello", "MaxResults", 1);
    assertThat(
            ssm.ok(
                    "ListDocumentVersions",
                    "Name",
                    "hello",
                    "MaxResults",
                    1,
                    "NextToken",
                    first.path("NextToken").asText())
                .path("DocumentVersions")
                .path(0)
                .path("DocumentVersion")
                .asText())
        .isEqualTo("1");
  }

  /** The texts are the API Reference's. */
  @Test
  void areUpdatedByOtherContentOnly() {
    create("VersionName", "one");
    ssm.call("UpdateDocument", "Name", "hello", "Content", shell("1"))
        .isError(
            400,
            "DuplicateDocumentContent",
            "The content of the association document matches another document. Change the content"
                + " of the document and try again.");
    ssm.call("UpdateDocument", "Name", "hello", "Content", shell("2"), "VersionName", "one")
        .isError(400, "DuplicateDocumentVersionName");
    ssm.call("UpdateDocument", "Name", "hello", "Content", shell("2"), "DocumentVersion", "7")
        .isError(400, "InvalidDocumentVersion");
    ssm.call("UpdateDocument", "Name", "other", "Content", shell("2"))
        .isError(400, "InvalidDocument", "Document with name other does not exist.");
  }

  /** "The document format can be either JSON or YAML. JSON is the default format." */
  @Test
  void areReadInBothFormats() {
    String yaml =
        """
        schemaVersion: '0.3'
        description: Waits
        mainSteps:
          - name: wait
            action: aws:sleep
            inputs:
              Duration: PT1S
        """;
    JsonNode made =
        ssm.ok(
                "CreateDocument",
                "Name",
                "waits",
                "Content",
                yaml,
                "DocumentFormat",
                "YAML",
                "DocumentType",
                "Automation")
            .path("DocumentDescription");
    assertThat(made.path("SchemaVersion").asText()).isEqualTo("0.3");
    assertThat(made.path("PlatformTypes")).hasSize(3);
    JsonNode asYaml = ssm.ok("GetDocument", "Name", "waits", "DocumentFormat", "YAML");
    assertThat(asYaml.path("Content").asText()).isEqualTo(yaml);
    JsonNode asJson = ssm.ok("GetDocument", "Name", "waits");
    assertThat(asJson.path("DocumentFormat").asText()).isEqualTo("JSON");
    assertThat(asJson.path("Content").asText()).contains("\"Duration\" : \"PT1S\"");
    create();
    assertThat(
            ssm.ok("GetDocument", "Name", "hello", "DocumentFormat", "YAML")
                .path("Content")
                .asText())
        .contains("schemaVersion: \"2.2\"")
        .contains("- action: aws:runShellScript");
  }

  /** Where and how JSON is malformed is told as users of AWS have reported it. */
  @Test
  void mustBeWellFormed() {
    ssm.call("CreateDocument", "Name", "abc", "Content", "https://x")
        .isError(400, "InvalidDocumentContent", "JSON not well-formed. at Line: 1, Column: 6");
    ssm.call("CreateDocument", "Name", "abc", "Content", "---\na: b")
        .isError(400, "InvalidDocumentContent", "JSON not well-formed. at Line: 1, Column: 3");
    ssm.call("CreateDocument", "Name", "abc", "Content", "a: [", "DocumentFormat", "YAML")
        .isError(400, "InvalidDocumentContent");
    ssm.call(
            "CreateDocument",
            "Name",
            "abc",
            "Content",
            "AWSTemplateFormatVersion: x",
            "DocumentFormat",
            "YAML",
            "DocumentType",
            "CloudFormation")
        .isError(
            400,
            "InvalidDocumentContent",
            "[message: \"object has missing required properties"
                + " ([\\\"schemaVersion\\\",\\\"templateBody\\\"])\" - parent node: /]");
    ssm.call("CreateDocument", "Name", "abc", "Content", "[".repeat(60_000))
        .isError(400, "InvalidDocumentContent");
    ssm.call("CreateDocument", "Name", "abc", "Content", "x".repeat(65_537))
        .isError(400, "MaxDocumentSizeExceeded");
    String bomb = "a: &a [x]\nb: &b [*a,*a]\nc: [*b,*b]\n";
    ssm.call("CreateDocument", "Name", "abc", "Content", bomb, "DocumentFormat", "YAML")
        .isError(400, "InvalidDocumentContent");
  }

  /** "Documents of type Automation must use schema version 0.3", and so on. */
  @Test
  void haveTheSchemasOfTheirTypes() {
    ssm.call("CreateDocument", "Name", "abc", "Content", shell("1"), "DocumentType", "Automation")
        .isError(
            400,
            "InvalidDocumentSchemaVersion",
            "The version of the document schema isn't supported.");
    ssm.call("CreateDocument", "Name", "abc", "Content", "{\"schemaVersion\":\"2.2\"}")
        .isError(400, "InvalidDocumentContent");
    ssm.ok(
        "CreateDocument",
        "Name",
        "calendar",
        "Content",
        "BEGIN:VCALENDAR",
        "DocumentFormat",
        "TEXT",
        "DocumentType",
        "ChangeCalendar");
    ssm.ok(
        "CreateDocument",
        "Name",
        "session",
        "Content",
        "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Standard_Stream\"}",
        "DocumentType",
        "Session");
  }

  /** The code for reserved names was reported by users of AWS; the words were not. */
  @Test
  void haveNamesOfTheirOwn() {
    create();
    ssm.call("CreateDocument", "Name", "hello", "Content", shell("1"))
        .isError(400, "DocumentAlreadyExists", "Document with same name hello already exists");
    ssm.call("CreateDocument", "Name", "Amazon-x", "Content", shell("1"))
        .isError(400, "ValidationException");
    ssm.call("CreateDocument", "Name", "a b", "Content", shell("1"))
        .isError(400, "ValidationException");
  }

  /** "You attempted to delete a document while it is still shared." */
  @Test
  void areSharedWithAccounts() {
    create();
    ssm.as("210987654321")
        .call("GetDocument", "Name", ARN)
        .isError(400, "InvalidDocument", "Document with name " + ARN + " does not exist.");
    ssm.ok(
        "ModifyDocumentPermission",
        "Name",
        "hello",
        "PermissionType",
        "Share",
        "AccountIdsToAdd",
        List.of("210987654321"));
    JsonNode shares =
        ssm.ok("DescribeDocumentPermission", "Name", "hello", "PermissionType", "Share");
    assertThat(shares.path("AccountIds").path(0).asText()).isEqualTo("210987654321");
    assertThat(shares.path("AccountSharingInfoList").path(0).path("SharedDocumentVersion").asText())
        .isEqualTo("$DEFAULT");
    assertThat(ssm.as("210987654321").ok("GetDocument", "Name", ARN).path("Name").asText())
        .isEqualTo(ARN);
    ssm.ok("UpdateDocument", "Name", "hello", "Content", shell("2"));
    ssm.as("210987654321")
        .call("GetDocument", "Name", ARN, "DocumentVersion", "$LATEST")
        .isError(400, "InvalidDocumentVersion");
    ssm.call("DeleteDocument", "Name", "hello").isError(400, "InvalidDocumentOperation");
    ssm.ok(
        "ModifyDocumentPermission",
        "Name",
        "hello",
        "PermissionType",
        "Share",
        "AccountIdsToRemove",
        List.of("210987654321"));
    ssm.ok("DeleteDocument", "Name", "hello");
    ssm.call("DescribeDocument", "Name", "hello").isError(400, "InvalidDocument");
  }

  /** Versions are deleted one by one, but for the default one. AWS's words are not documented. */
  @Test
  void loseVersions() {
    create();
    ssm.ok("UpdateDocument", "Name", "hello", "Content", shell("2"));
    ssm.call("DeleteDocument", "Name", "hello", "DocumentVersion", "1")
        .isError(400, "InvalidDocumentOperation");
    ssm.ok("DeleteDocument", "Name", "hello", "DocumentVersion", "2");
    assertThat(describe("DocumentVersion", "$LATEST").path("DocumentVersion").asText())
        .isEqualTo("1");
  }

  /** DocumentKeyValuesFilter names the keys. */
  @Test
  void areListedByFilters() {
    create("Tags", List.of(Map.of("Key", "k", "Value", "v")));
    ssm.ok(
        "CreateDocument",
        "Name",
        "session",
        "Content",
        "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Standard_Stream\"}",
        "DocumentType",
        "Session");
    assertThat(ssm.ok("ListDocuments").path("DocumentIdentifiers")).hasSize(2);
    assertThat(names("Name", "hel")).containsExactly("hello");
    assertThat(names("DocumentType", "Session")).containsExactly("session");
    assertThat(names("Owner", "Self")).hasSize(2);
    assertThat(names("Owner", "Amazon")).isEmpty();
    assertThat(names("tag:k", "v")).containsExactly("hello");
    assertThat(names("PlatformTypes", "Windows")).containsExactly("session");
    ssm.call("ListDocuments", "Filters", List.of(Map.of("Key", "x", "Values", List.of("y"))))
        .isError(400, "InvalidFilterKey");
  }

  private List<String> names(String key, String value) {
    return ssm.ok("ListDocuments", "Filters", List.of(Map.of("Key", key, "Values", List.of(value))))
        .path("DocumentIdentifiers")
        .findValuesAsText("Name");
  }

  /** Tags are those of AddTagsToResource, with the resource type Document. */
  @Test
  void haveTags() {
    create();
    ssm.ok(
        "AddTagsToResource",
        "ResourceType",
        "Document",
        "ResourceId",
        "hello",
        "Tags",
        List.of(Map.of("Key", "a", "Value", "1")));
    assertThat(
            ssm.ok("ListTagsForResource", "ResourceType", "Document", "ResourceId", "hello")
                .path("TagList")
                .path(0)
                .path("Value")
                .asText())
        .isEqualTo("1");
    ssm.call("ListTagsForResource", "ResourceType", "Document", "ResourceId", "none")
        .isError(400, "InvalidResourceId");
  }
}
