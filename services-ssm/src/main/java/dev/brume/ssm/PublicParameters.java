package dev.brume.ssm;

import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.ssm.api.Parameter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Parameters that AWS publishes for everybody, below {@code /aws/service}: of these the regions
 * with their names, partitions and domains. Images, services and what else AWS keeps there change
 * daily and are not found.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters-global-infrastructure.html">Calling
 *     public parameters for AWS services, Regions, …</a>
 */
final class PublicParameters {
  private static final String PREFIX = "/aws/service/";
  private static final String REGIONS = PREFIX + "global-infrastructure/regions/";
  private static final String RESOURCE = "public-regions.tsv";

  /** "Currently, the path is supported for queries in the following AWS Regions only". */
  private static final Set<String> ASKED_IN =
      Set.of(
          "us-east-1",
          "us-east-2",
          "us-west-1",
          "us-west-2",
          "ap-east-1",
          "ap-south-1",
          "ap-northeast-2",
          "ap-southeast-1",
          "ap-southeast-2",
          "ap-northeast-1",
          "ca-central-1",
          "eu-central-1",
          "eu-west-1",
          "eu-west-2",
          "eu-west-3",
          "eu-north-1",
          "sa-east-1");

  /** Read once, by whoever comes first. */
  private static final class Known {
    static final NavigableMap<String, String> VALUES = read();

    private static NavigableMap<String, String> read() {
      NavigableMap<String, String> values = new TreeMap<>();
      try (InputStream resource = PublicParameters.class.getResourceAsStream(RESOURCE);
          BufferedReader lines =
              new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (!line.startsWith("#")) {
            String[] parts = line.split("\t");
            String name = REGIONS + parts[0];
            values.put(name, parts[0]);
            values.put(name + "/longName", parts[1]);
            values.put(name + "/partition", parts[2]);
            values.put(name + "/domain", parts[3]);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return values;
    }
  }

  private PublicParameters() {}

  /** Whether a name is one that only AWS gives. */
  static boolean isOne(String name) {
    return name.startsWith(PREFIX);
  }

  /** The parameter of that name; null where there is none. */
  static Parameter find(Scope caller, String name) {
    String value = ASKED_IN.contains(caller.region()) ? Known.VALUES.get(name) : null;
    return value == null ? null : shown(caller, name, value);
  }

  /** Those whose names stand after {@code afterName}, in their order. */
  static Stream<Parameter> list(Scope caller, String afterName) {
    return ASKED_IN.contains(caller.region())
        ? Known.VALUES.tailMap(afterName, false).entrySet().stream()
            .map(each -> shown(caller, each.getKey(), each.getValue()))
        : Stream.empty();
  }

  /** AWS does not document when it published which version: the first, at the beginning of time. */
  private static Parameter shown(Scope caller, String name, String value) {
    return Parameter.builder()
        .name(name)
        .type("String")
        .value(value)
        .version(1L)
        .lastModifiedDate(Instant.EPOCH)
        .arn(new Arn(caller.partition(), "ssm", caller.region(), "", "parameter" + name).toString())
        .dataType("text")
        .build();
  }
}
