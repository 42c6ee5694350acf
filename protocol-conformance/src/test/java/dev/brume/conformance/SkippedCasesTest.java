package dev.brume.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.shapes.ShapeId;

/**
 * The list of cases left out names cases that exist, and every service of Smithy's suites is run.
 */
final class SkippedCasesTest {
  private static final SmithySuites SUITES = SmithySuites.loaded();

  @Test
  void caseKeysAreUnique() {
    List<String> keys = allKeys();
    assertThat(new HashSet<>(keys)).hasSameSizeAs(keys);
  }

  @Test
  void everyCaseLeftOutExists() {
    assertThat(allKeys()).containsAll(Skips.keys());
  }

  @Test
  void everyServiceOfTheSuitesIsRun() {
    Set<String> run =
        Stream.of(
                new AwsJson10Test(),
                new AwsJson11Test(),
                new AwsQueryTest(),
                new Ec2QueryTest(),
                new RestJsonTest(),
                new RestJsonValidationTest(),
                new RestXmlTest(),
                new RpcV2CborTest())
            .flatMap(suite -> suite.serviceIds().stream())
            .map(ShapeId::toString)
            .collect(Collectors.toSet());
    assertThat(SUITES.services().map(service -> service.getId().toString()))
        .containsExactlyInAnyOrderElementsOf(run);
  }

  private static List<String> allKeys() {
    List<String> keys = new ArrayList<>();
    for (ServiceShape service : SUITES.services().toList()) {
      ShapeId id = service.getId();
      SUITES.requests(id).forEach(test -> keys.add("request " + test.id()));
      SUITES.responses(id).forEach(test -> keys.add("response " + test.id()));
      SUITES.errors(id).forEach(test -> keys.add("error " + test.id()));
      SUITES.malformedRequests(id).forEach(test -> keys.add("malformed " + test.id()));
    }
    return keys;
  }
}
