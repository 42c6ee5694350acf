package dev.brume.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.error.AwsError;
import dev.brume.core.kit.JsonDocument;
import dev.brume.ssm.api.SsmErrors;
import dev.brume.ssm.engine.DocumentQuotas;
import dev.brume.ssm.engine.DocumentVersion.DeclaredParameter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a document says of itself.
 *
 * @param schemaVersion null where documents of its type have none
 * @param description null where it has none
 * @param parameters in its order
 * @param platforms that it can run on
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-syntax-data-elements-parameters.html">Data
 *     elements and parameters</a>
 */
record DocumentContent(
    String schemaVersion,
    String description,
    List<DeclaredParameter> parameters,
    List<String> platforms) {
  static final String COMMAND = "Command";
  private static final String STEPS = "mainSteps";
  private static final List<String> PLATFORMS = List.of("Windows", "Linux", "MacOS");

  /** Which schemas a type may have; types that are missing here are taken in any, or none. */
  private static final Map<String, Set<String>> SCHEMAS =
      Map.of(
          COMMAND,
          Set.of("1.2", "2.0", "2.2"),
          "Policy",
          Set.of("2.0", "2.2"),
          "Automation",
          Set.of("0.3"),
          "Session",
          Set.of("1.0"));

  /** Documents of these types need nothing but to be well-formed. */
  private static final Set<String> FREE =
      Set.of(
          "ApplicationConfiguration",
          "ApplicationConfigurationSchema",
          "DeploymentStrategy",
          "ChangeCalendar",
          "ConformancePackTemplate",
          "ProblemAnalysis",
          "ProblemAnalysisTemplate",
          "QuickSetup",
          "ManualApprovalPolicy",
          "AutoApprovalPolicy");

  /**
   * Reads a document.
   *
   * @throws AwsError MaxDocumentSizeExceeded, InvalidDocumentContent, InvalidDocumentSchemaVersion
   */
  static DocumentContent of(String content, String format, String type) {
    if (content.getBytes(StandardCharsets.UTF_8).length > DocumentQuotas.CONTENT_BYTES) {
      throw SsmErrors.maxDocumentSizeExceeded("The size limit of a document is 64 KB.");
    }
    if (format.equals(DocumentText.TEXT)) {
      if (!FREE.contains(type)) {
        throw DocumentRefusals.badContent("Documents of type " + type + " can't be TEXT.");
      }
      return new DocumentContent(null, null, List.of(), PLATFORMS);
    }
    JsonNode root = DocumentText.read(content, format);
    if (!root.isObject() && !FREE.contains(type)) {
      throw DocumentRefusals.badContent("A document must be an object.");
    }
    if (!FREE.contains(type)) {
      check(root, type);
    }
    return new DocumentContent(
        text(root.path("schemaVersion")),
        text(root.path("description")),
        parameters(root.path("parameters")),
        platforms(root));
  }

  private static void check(JsonNode root, String type) {
    String schema = text(root.path("schemaVersion"));
    List<String> required = new ArrayList<>();
    required.add("schemaVersion");
    switch (type) {
      case "CloudFormation" -> required.add("templateBody");
      case "Session" -> required.add("sessionType");
      case COMMAND -> required.add("1.2".equals(schema) ? "runtimeConfig" : STEPS);
      case "Policy", "Automation" -> required.add(STEPS);
      default -> {}
    }
    requireMembers(root, required, "/");
    Set<String> known = SCHEMAS.get(type);
    if (known != null && !known.contains(schema)) {
      throw DocumentRefusals.badSchema();
    }
    if (required.contains(STEPS)) {
      checkSteps(root.path(STEPS));
    }
  }

  private static void checkSteps(JsonNode steps) {
    if (!steps.isArray() || steps.isEmpty()) {
      throw DocumentRefusals.badContent("The element mainSteps must be a list of steps.");
    }
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < steps.size(); i++) {
      requireMembers(steps.get(i), List.of("action", "name"), "/" + STEPS + "/" + i);
      String name = steps.get(i).path("name").asText();
      if (!names.add(name)) {
        throw DocumentRefusals.badContent("The step name " + name + " is not unique.");
      }
    }
  }

  private static void requireMembers(JsonNode node, List<String> required, String place) {
    List<String> missing = required.stream().filter(name -> !node.has(name)).sorted().toList();
    if (!missing.isEmpty()) {
      throw DocumentRefusals.badContent(
          "[message: \"object has missing required properties ([\\\""
              + String.join("\\\",\\\"", missing)
              + "\\\"])\" - parent node: "
              + place
              + "]");
    }
  }

  private static String text(JsonNode node) {
    return node.isValueNode() && !node.isNull() ? node.asText() : null;
  }

  private static List<DeclaredParameter> parameters(JsonNode node) {
    List<DeclaredParameter> declared = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : node.properties()) {
      String type = text(each.getValue().path("type"));
      if (type == null) {
        throw DocumentRefusals.badContent("The parameter " + each.getKey() + " has no type.");
      }
      JsonNode given = each.getValue().path("default");
      String defaultValue = given.isContainerNode() ? JsonDocument.text(given) : text(given);
      String description = text(each.getValue().path("description"));
      declared.add(new DeclaredParameter(each.getKey(), type, description, defaultValue));
    }
    return List.copyOf(declared);
  }

  /**
   * As AWS's own documents show it: shell scripts run on Linux and macOS, and everything else on
   * all platforms.
   */
  private static List<String> platforms(JsonNode root) {
    List<String> actions = new ArrayList<>();
    root.path(STEPS).forEach(step -> actions.add(step.path("action").asText()));
    root.path("runtimeConfig").fieldNames().forEachRemaining(actions::add);
    boolean isShell = !actions.isEmpty() && actions.stream().allMatch("aws:runShellScript"::equals);
    return isShell ? List.of("Linux", "MacOS") : PLATFORMS;
  }
}
