package dev.brume.sns.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.sns.engine.AuditReport.Destination;
import dev.brume.sns.engine.AuditReport.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The operation Audit of a data protection policy.
 *
 * @param sampleRate how many of a hundred messages are audited
 * @param findings where reports of messages go in which something was found
 * @param noFindings where those of the others go
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-data-protection-operations.html">Audit
 *     operation</a>
 */
record DataAudit(int sampleRate, List<Destination> findings, List<Destination> noFindings) {
  private static final String SAMPLE_RATE = "SampleRate";
  private static final String FINDINGS = "FindingsDestination";
  private static final String NO_FINDINGS = "NoFindingsDestination";
  private static final Set<String> MEMBERS = Set.of(SAMPLE_RATE, FINDINGS, NO_FINDINGS);

  /** "An integer between 0-99." */
  private static final Pattern RATE = Pattern.compile("[0-9]{1,2}");

  /** "The name must start with /aws/vendedlogs/." */
  private static final String GROUP_PREFIX = "/aws/vendedlogs/";

  /** The members of a destination: what each is, and which member of it has the name. */
  private static final Map<String, Map.Entry<Kind, String>> KINDS =
      Map.of(
          "CloudWatchLogs", Map.entry(Kind.LOG_GROUP, "LogGroup"),
          "Firehose", Map.entry(Kind.DELIVERY_STREAM, "DeliveryStream"),
          "S3", Map.entry(Kind.BUCKET, "Bucket"));

  static DataAudit parse(JsonNode audit) throws DataProtection.Fault {
    for (String name : (Iterable<String>) audit::fieldNames) {
      if (!MEMBERS.contains(name)) {
        throw DataProtection.invalid("unknown element " + name);
      }
    }
    String rate = audit.path(SAMPLE_RATE).asText();
    if (!RATE.matcher(rate).matches()) {
      throw DataProtection.invalid(SAMPLE_RATE + " must be an integer from 0 to 99");
    }
    if (!audit.has(FINDINGS) && !audit.has(NO_FINDINGS)) {
      throw DataProtection.invalid("Audit needs a " + FINDINGS + " or a " + NO_FINDINGS);
    }
    return new DataAudit(
        Integer.parseInt(rate),
        destinations(audit.path(FINDINGS)),
        destinations(audit.path(NO_FINDINGS)));
  }

  private static List<Destination> destinations(JsonNode given) throws DataProtection.Fault {
    List<Destination> destinations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : given.properties()) {
      Map.Entry<Kind, String> kind = KINDS.get(each.getKey());
      if (kind == null) {
        throw DataProtection.invalid("unknown element " + each.getKey());
      }
      String name = each.getValue().path(kind.getValue()).asText();
      if (name.isEmpty()) {
        throw DataProtection.invalid(kind.getValue() + " is required");
      }
      if (kind.getKey() == Kind.LOG_GROUP && !name.startsWith(GROUP_PREFIX)) {
        throw DataProtection.invalid("LogGroup must start with " + GROUP_PREFIX);
      }
      destinations.add(new Destination(kind.getKey(), name));
    }
    return destinations;
  }
}
