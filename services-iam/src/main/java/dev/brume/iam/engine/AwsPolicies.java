package dev.brume.iam.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The managed policies of AWS, in their default versions. They are read on first access.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html">
 *     AWS managed policies</a>
 */
public final class AwsPolicies {
  /** Written by {@code aws-models/extract_policies.py}; its first line gives the source. */
  private static final String RESOURCE = "managed-policies.jsonl";

  private static final String COMMERCIAL = "arn:aws:";

  private AwsPolicies() {}

  /** Read once, on first access. */
  private static final class Known {
    static final Map<String, ManagedPolicyRecord> BY_ARN = read();

    private static Map<String, ManagedPolicyRecord> read() {
      ObjectMapper json = new ObjectMapper();
      Map<String, ManagedPolicyRecord> policies = new TreeMap<>();
      try (InputStream resource = AwsPolicies.class.getResourceAsStream(RESOURCE);
          BufferedReader lines =
              new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
        lines.readLine();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          ManagedPolicyRecord policy = policy(json.readTree(line));
          policies.put(policy.arn(), policy);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return policies;
    }

    private static ManagedPolicyRecord policy(JsonNode row) {
      String resource = row.get(0).textValue();
      int version = row.get(1).intValue();
      long created = Instant.parse(row.get(2).textValue()).toEpochMilli();
      long updated = Instant.parse(row.get(3).textValue()).toEpochMilli();
      int slash = resource.lastIndexOf('/') + 1;
      return new ManagedPolicyRecord(
          resource.substring(slash),
          resource.substring(0, slash),
          id(resource),
          COMMERCIAL + "iam::aws:policy" + resource,
          null,
          created,
          updated,
          version,
          version + 1,
          List.of(new PolicyVersionRecord(version, row.get(4).toString(), updated)),
          Map.of());
    }

    /** AWS's own ids are not published; these are the same in every run. */
    private static String id(String resource) {
      CRC32 sum = new CRC32();
      sum.update(resource.getBytes(StandardCharsets.UTF_8));
      String digits =
          Long.toString(sum.getValue() | 1L << 62, 32).toUpperCase(java.util.Locale.ROOT);
      return (EntityKind.POLICY.idPrefix() + "AWS" + digits + "Q").substring(0, 21);
    }
  }

  /** The policy with that ARN; null if there is none. */
  public static ManagedPolicyRecord get(String arn, String partition) {
    String prefix = "arn:" + partition + ":";
    if (!arn.startsWith(prefix)) {
      return null;
    }
    return in(partition, Known.BY_ARN.get(COMMERCIAL + arn.substring(prefix.length())));
  }

  /** All of them, by ARN. */
  public static List<ManagedPolicyRecord> all(String partition) {
    List<ManagedPolicyRecord> all = new ArrayList<>();
    Known.BY_ARN.values().forEach(policy -> all.add(in(partition, policy)));
    return all;
  }

  private static ManagedPolicyRecord in(String partition, ManagedPolicyRecord policy) {
    if (policy == null || partition.equals("aws")) {
      return policy;
    }
    String prefix = "arn:" + partition + ":";
    PolicyVersionRecord version = policy.defaultVersion();
    return new ManagedPolicyRecord(
        policy.name(),
        policy.path(),
        policy.id(),
        policy.arn().replace(COMMERCIAL, prefix),
        null,
        policy.createdMillis(),
        policy.updatedMillis(),
        policy.defaultNumber(),
        policy.nextNumber(),
        List.of(
            new PolicyVersionRecord(
                version.number(),
                version.document().replace(COMMERCIAL, prefix),
                version.createdMillis())),
        policy.tags());
  }
}
