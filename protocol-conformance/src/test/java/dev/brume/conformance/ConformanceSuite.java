package dev.brume.conformance;

import dev.brume.conformance.SmithySuites.Case;
import dev.brume.core.error.AwsError;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.ServiceSchema;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.smithy.model.shapes.ShapeId;

/**
 * Runs every case of Smithy's suites that applies to a server, of some services in one protocol.
 * {@code -Dconformance.case=REGEX} picks cases by their key, such as {@code request
 * RestJsonAllQueryStringTypes}.
 */
abstract class ConformanceSuite {
  private static final Pattern PICKED = Pattern.compile(System.getProperty("conformance.case", ""));

  private final ProtocolId protocol;
  private final List<ServiceSchema> services;

  ConformanceSuite(ProtocolId protocol, ServiceSchema... services) {
    this.protocol = protocol;
    this.services = List.of(services);
  }

  @TestFactory
  Stream<DynamicTest> requests() {
    return tests("request", SmithySuites.loaded()::requests, CaseRunner::assertDecodes);
  }

  @TestFactory
  Stream<DynamicTest> responses() {
    return tests("response", SmithySuites.loaded()::responses, CaseRunner::assertEncodes);
  }

  @TestFactory
  Stream<DynamicTest> errors() {
    return tests("error", SmithySuites.loaded()::errors, CaseRunner::assertEncodesError);
  }

  @TestFactory
  Stream<DynamicTest> malformedRequests() {
    return tests("malformed", SmithySuites.loaded()::malformedRequests, CaseRunner::assertRefuses);
  }

  /** The services that are run. */
  List<ShapeId> serviceIds() {
    return services.stream().map(ConformanceSuite::shapeId).toList();
  }

  private static ShapeId shapeId(ServiceSchema service) {
    return ShapeId.fromParts(service.namespace(), service.targetPrefix());
  }

  private <T> Stream<DynamicTest> tests(
      String kind,
      Function<ShapeId, List<Case<T>>> casesOf,
      BiConsumer<CaseRunner, Case<T>> assertion) {
    return services.stream()
        .flatMap(service -> tests(kind, service, casesOf, assertion))
        .filter(test -> PICKED.matcher(test.getDisplayName()).find());
  }

  private <T> Stream<DynamicTest> tests(
      String kind,
      ServiceSchema service,
      Function<ShapeId, List<Case<T>>> casesOf,
      BiConsumer<CaseRunner, Case<T>> assertion) {
    return casesOf.apply(shapeId(service)).stream()
        .map(
            test -> {
              String key = kind + " " + test.id();
              return DynamicTest.dynamicTest(
                  key, Skips.guard(key, () -> run(service, test, key, assertion)));
            });
  }

  /** Reports name a dynamic test by its number only, so its key stands in the failure's text. */
  private <T> void run(
      ServiceSchema service, Case<T> test, String key, BiConsumer<CaseRunner, Case<T>> assertion) {
    try {
      assertion.accept(new CaseRunner(service, protocol), test);
    } catch (AwsError refused) {
      throw new AssertionError(
          "%s: %s %d: %s".formatted(key, refused.code(), refused.status(), refused.getMessage()),
          refused.getCause());
    } catch (AssertionError failure) {
      throw new AssertionError(key + ": " + failure.getMessage(), failure);
    }
  }
}
