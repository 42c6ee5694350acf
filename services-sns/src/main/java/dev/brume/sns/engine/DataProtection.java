package dev.brume.sns.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.PatternSyntaxException;
import dev.brume.core.id.Ids;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.kit.JsonObjectText;
import dev.brume.sns.engine.DataIdentifier.Detection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A data protection policy of a topic, ready for use: denies messages with sensitive data in them,
 * has that data masked or left out, or has it reported.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-data-protection-policies.html">Understanding
 *     Amazon SNS data protection policies</a>
 */
public final class DataProtection {
  /** The attribute in which a topic's policy is stored; not one of AWS's. */
  public static final String POLICY = "DataProtectionPolicy";

  /** Protects nothing. */
  static final DataProtection NONE = new DataProtection(List.of(), List.of());

  private static final String VERSION = "2021-06-01";
  private static final String ANYBODY = "*";
  private static final String MANAGED = ":dataprotection::aws:data-identifier/";

  /**
   * Limits of "Custom data identifier constraints", which AWS's pages give for several services.
   */
  private static final int MAX_CUSTOM_IDENTIFIERS = 10;

  private static final int MAX_REGEX_LENGTH = 200;
  private static final Pattern CUSTOM_NAME = Pattern.compile("[A-Za-z0-9_-]{1,128}");
  private static final Pattern REGEX_CHARACTERS =
      Pattern.compile("[A-Za-z0-9_#=@/;, ^$?\\[\\]{}|\\\\*+.-]+");
  private static final Set<String> MEMBERS =
      Set.of("Name", "Description", "Version", "Statement", "Configuration");

  private static final Set<String> STATEMENT_MEMBERS =
      Set.of("Sid", "DataDirection", "Principal", "DataIdentifier", "Operation");

  private final List<Rule> rules;
  private final List<Rule> audits;

  private DataProtection(List<Rule> rules, List<Rule> audits) {
    this.rules = rules;
    this.audits = audits;
  }

  /** Why a text is not a valid policy. */
  public static final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean isNotDone;

    private Fault(String message, boolean isNotDone) {
      super(message, null, false, false);
      this.isNotDone = isNotDone;
    }

    /** Whether AWS accepts it, but it is not implemented here. */
    public boolean isNotDone() {
      return isNotDone;
    }
  }

  /**
   * A statement.
   *
   * @param replacement null where messages are denied or audited
   * @param audit null where messages are denied or changed
   */
  private record Rule(
      boolean isInbound,
      Set<String> principals,
      List<DataIdentifier> identifiers,
      UnaryOperator<String> replacement,
      DataAudit audit) {
    boolean isFor(boolean inbound, String principal) {
      return isInbound == inbound
          && (principals.contains(ANYBODY) || principals.contains(principal));
    }
  }

  static Fault invalid(String what) {
    return new Fault(what, false);
  }

  /** Parses a policy. */
  public static DataProtection parse(String text) throws Fault {
    ObjectNode policy =
        JsonDocument.COMMON.object(text).orElseThrow(() -> invalid("it is not a JSON object"));
    checkMembers(policy, MEMBERS);
    if (!policy.path("Name").isTextual()) {
      throw invalid("Name is required");
    }
    if (!policy.path("Version").asText().equals(VERSION)) {
      throw invalid("Version must be " + VERSION);
    }
    JsonNode statements = policy.path("Statement");
    if (!statements.isArray() || statements.isEmpty()) {
      throw invalid("Statement is required");
    }
    Map<String, DataIdentifier> custom = custom(policy.path("Configuration"));
    List<Rule> rules = new ArrayList<>();
    List<Rule> audits = new ArrayList<>();
    for (JsonNode statement : statements) {
      Rule rule = rule(statement, custom);
      (rule.audit() == null ? rules : audits).add(rule);
    }
    if (audits.size() > 1) {
      throw invalid("a policy has one Audit statement");
    }
    return new DataProtection(rules, audits);
  }

  private static void checkMembers(JsonNode given, Set<String> members) throws Fault {
    for (String name : (Iterable<String>) given::fieldNames) {
      if (!members.contains(name)) {
        throw invalid("unknown element " + name);
      }
    }
  }

  private static Map<String, DataIdentifier> custom(JsonNode configuration) throws Fault {
    Map<String, DataIdentifier> custom = new HashMap<>();
    checkMembers(configuration, Set.of("CustomDataIdentifier"));
    JsonNode given = configuration.path("CustomDataIdentifier");
    if (given.size() > MAX_CUSTOM_IDENTIFIERS) {
      throw invalid("it has more than " + MAX_CUSTOM_IDENTIFIERS + " custom data identifiers");
    }
    for (JsonNode each : given) {
      checkMembers(each, Set.of("Name", "Regex"));
      DataIdentifier identifier = custom(each.path("Name").asText(), each.path("Regex").asText());
      if (custom.put(identifier.name(), identifier) != null) {
        throw invalid("two custom data identifiers have the name " + identifier.name());
      }
    }
    return custom;
  }

  private static DataIdentifier custom(String name, String regex) throws Fault {
    if (!CUSTOM_NAME.matcher(name).matches() || regex.isEmpty()) {
      throw invalid("a custom data identifier has a Name and a Regex");
    }
    if (DataIdentifier.managed(name) != null) {
      throw invalid(name + " is the name of a managed data identifier");
    }
    if (regex.length() > MAX_REGEX_LENGTH) {
      throw invalid("a Regex has at most " + MAX_REGEX_LENGTH + " characters");
    }
    try {
      if (REGEX_CHARACTERS.matcher(regex).matches()) {
        return DataIdentifier.custom(name, regex);
      }
    } catch (PatternSyntaxException e) {
      // Refused below.
    }
    throw invalid("the Regex of " + name + " is invalid");
  }

  private static Rule rule(JsonNode statement, Map<String, DataIdentifier> custom) throws Fault {
    checkMembers(statement, STATEMENT_MEMBERS);
    String direction = statement.path("DataDirection").asText();
    if (!direction.equals("Inbound") && !direction.equals("Outbound")) {
      throw invalid("DataDirection must be Inbound or Outbound");
    }
    Set<String> principals = Set.copyOf(texts(statement.path("Principal"), "Principal"));
    List<DataIdentifier> identifiers = new ArrayList<>();
    for (String name : texts(statement.path("DataIdentifier"), "DataIdentifier")) {
      identifiers.add(identifier(name, custom));
    }
    boolean isInbound = direction.equals("Inbound");
    JsonNode operation = statement.path("Operation");
    if (operation.size() != 1) {
      throw invalid("Operation has one element");
    }
    if (!operation.has("Audit")) {
      return new Rule(isInbound, principals, identifiers, replacement(operation), null);
    }
    if (!isInbound) {
      throw invalid("Audit is for inbound messages");
    }
    DataAudit audit = DataAudit.parse(operation.path("Audit"));
    return new Rule(true, principals, identifiers, null, audit);
  }

  private static List<String> texts(JsonNode list, String name) throws Fault {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : list) {
      texts.add(each.asText());
    }
    if (!list.isArray() || texts.isEmpty()) {
      throw invalid(name + " is required");
    }
    return texts;
  }

  private static DataIdentifier identifier(String name, Map<String, DataIdentifier> custom)
      throws Fault {
    int managed = name.indexOf(MANAGED);
    DataIdentifier found =
        managed < 0
            ? custom.get(name)
            : DataIdentifier.managed(name.substring(managed + MANAGED.length()));
    if (found == null && managed < 0) {
      throw invalid("unknown data identifier " + name);
    }
    if (found == null) {
      throw new Fault("The data identifier " + name, true);
    }
    return found;
  }

  /** The replacement of sensitive data; null if the message is denied. */
  private static UnaryOperator<String> replacement(JsonNode operation) throws Fault {
    if (operation.has("Deny")) {
      return null;
    }
    JsonNode deidentify = operation.path("Deidentify");
    if (deidentify.has("RedactConfig")) {
      return found -> "";
    }
    String mask = deidentify.path("MaskConfig").path("MaskWithCharacter").asText();
    if (mask.length() != 1) {
      throw invalid("Operation must be Deny, or Deidentify with MaskConfig or RedactConfig");
    }
    return found -> mask.repeat(found.length());
  }

  // ------------------------------------------------------------------------------ messages

  /**
   * What a topic takes of a message.
   *
   * @throws dev.brume.core.error.AwsError AuthorizationError where a statement denies its data
   */
  PublishedMessage inbound(PublishedMessage message, String publisher) {
    if (rules.isEmpty()) {
      return message;
    }
    Map<String, String> bodies = new HashMap<>();
    message.bodies().forEach((name, body) -> bodies.put(name, allowed(publisher, body)));
    return message.with(allowed(publisher, message.body()), bodies);
  }

  private String allowed(String publisher, String body) {
    String left = protect(true, publisher, body);
    if (left == null) {
      throw TopicErrors.dataDenied();
    }
    return left;
  }

  /**
   * Reports what the Audit statements find in a message that was taken.
   *
   * @param text the message as it was published
   */
  List<AuditReport> audit(
      Topic topic, String text, PublishResult result, String publisher, Ids ids) {
    List<AuditReport> reports = new ArrayList<>();
    for (Rule rule : audits) {
      if (rule.isFor(true, publisher) && Feedback.isSampled(rule.audit().sampleRate(), ids)) {
        Map<String, List<Detection>> found = new LinkedHashMap<>();
        for (DataIdentifier identifier : rule.identifiers()) {
          List<Detection> detections = identifier.detections(text);
          if (!detections.isEmpty()) {
            found.put(identifier.name(), detections);
          }
        }
        String report = report(topic.arn(), result, publisher, found);
        String name = topic.settings().name();
        for (AuditReport.Destination destination :
            found.isEmpty() ? rule.audit().noFindings() : rule.audit().findings()) {
          reports.add(
              new AuditReport(
                  destination, name, result.messageId(), result.publishedMillis(), report));
        }
      }
    }
    return reports;
  }

  private static String report(
      String topicArn, PublishResult result, String publisher, Map<String, List<Detection>> found) {
    Instant time = Instant.ofEpochMilli(result.publishedMillis()).truncatedTo(ChronoUnit.SECONDS);
    return JsonObjectText.of(
        json ->
            json.member("messageId", result.messageId())
                .member("auditTimestamp", time.toString())
                .member("callerPrincipal", publisher)
                .member("resourceArn", topicArn)
                .objects(
                    "dataIdentifiers",
                    found.entrySet(),
                    (identifier, each) ->
                        identifier
                            .member("name", each.getKey())
                            .member("count", each.getValue().size())
                            .objects(
                                "detections",
                                each.getValue(),
                                (place, detection) ->
                                    place
                                        .member("start", detection.start())
                                        .member("end", detection.end()))));
  }

  /** What a subscription gets of a body; null where a statement denies its data. */
  String outbound(String body, String subscriber) {
    return rules.isEmpty() ? body : protect(false, subscriber, body);
  }

  /** What is left of a text; null where a statement denies its data. */
  private String protect(boolean inbound, String principal, String text) {
    String left = text;
    for (Rule rule : rules) {
      if (rule.isFor(inbound, principal)) {
        for (DataIdentifier identifier : rule.identifiers()) {
          if (rule.replacement() != null) {
            left = identifier.replaced(left, rule.replacement());
          } else if (identifier.isIn(text)) {
            return null;
          }
        }
      }
    }
    return left;
  }
}
