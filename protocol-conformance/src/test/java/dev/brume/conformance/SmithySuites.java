package dev.brume.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.knowledge.OperationIndex;
import software.amazon.smithy.model.knowledge.TopDownIndex;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.shapes.ShapeId;
import software.amazon.smithy.protocoltests.traits.AppliesTo;
import software.amazon.smithy.protocoltests.traits.HttpMalformedRequestTestCase;
import software.amazon.smithy.protocoltests.traits.HttpMalformedRequestTestsTrait;
import software.amazon.smithy.protocoltests.traits.HttpMessageTestCase;
import software.amazon.smithy.protocoltests.traits.HttpRequestTestCase;
import software.amazon.smithy.protocoltests.traits.HttpRequestTestsTrait;
import software.amazon.smithy.protocoltests.traits.HttpResponseTestCase;
import software.amazon.smithy.protocoltests.traits.HttpResponseTestsTrait;

/**
 * The cases of Smithy's protocol test suites that apply to servers.
 *
 * @see <a href="https://smithy.io/2.0/additional-specs/http-protocol-compliance-tests.html">HTTP
 *     protocol compliance tests</a>
 */
final class SmithySuites {
  private static final SmithySuites LOADED = new SmithySuites();

  private final Model model =
      Model.assembler().discoverModels().disableValidation().assemble().unwrap();

  /**
   * A case and what it is about.
   *
   * @param subject the operation, or the error structure
   */
  record Case<T>(Shape subject, String id, T test) {}

  private SmithySuites() {}

  static SmithySuites loaded() {
    return LOADED;
  }

  /** What an operation's input is expected to be for a request. */
  List<Case<HttpRequestTestCase>> requests(ShapeId service) {
    return messages(
        operations(service),
        shape ->
            shape
                .getTrait(HttpRequestTestsTrait.class)
                .map(HttpRequestTestsTrait::getTestCases)
                .orElse(List.of()));
  }

  /** What the response is expected to be for an operation's output. */
  List<Case<HttpResponseTestCase>> responses(ShapeId service) {
    return messages(operations(service), SmithySuites::responseCases);
  }

  /** What the response is expected to be for an error. */
  List<Case<HttpResponseTestCase>> errors(ShapeId service) {
    OperationIndex index = OperationIndex.of(model);
    Set<Shape> errors = new TreeSet<>();
    for (OperationShape operation : operations(service)) {
      errors.addAll(index.getErrors(service, operation));
    }
    return messages(List.copyOf(errors), SmithySuites::responseCases);
  }

  /** What the response is expected to be for a request that nobody should send. */
  List<Case<HttpMalformedRequestTestCase>> malformedRequests(ShapeId service) {
    List<Case<HttpMalformedRequestTestCase>> cases = new ArrayList<>();
    for (OperationShape operation : operations(service)) {
      operation
          .getTrait(HttpMalformedRequestTestsTrait.class)
          .map(HttpMalformedRequestTestsTrait::getTestCases)
          .orElse(List.of())
          .forEach(test -> cases.add(new Case<>(operation, test.getId(), test)));
    }
    return cases;
  }

  /** An operation that may answer that error. */
  OperationShape operationWithError(ShapeId service, ShapeId error) {
    OperationIndex index = OperationIndex.of(model);
    return operations(service).stream()
        .filter(
            operation ->
                index.getErrors(service, operation).stream()
                    .anyMatch(shape -> shape.getId().equals(error)))
        .findFirst()
        .orElseThrow();
  }

  /** Every service that has cases. */
  Stream<ServiceShape> services() {
    return model
        .shapes(ServiceShape.class)
        .filter(
            service ->
                operations(service.getId()).stream()
                    .anyMatch(
                        operation ->
                            operation.hasTrait(HttpRequestTestsTrait.class)
                                || operation.hasTrait(HttpMalformedRequestTestsTrait.class)));
  }

  private List<OperationShape> operations(ShapeId service) {
    return TopDownIndex.of(model).getContainedOperations(service).stream().sorted().toList();
  }

  private static List<HttpResponseTestCase> responseCases(Shape shape) {
    return shape
        .getTrait(HttpResponseTestsTrait.class)
        .map(HttpResponseTestsTrait::getTestCases)
        .orElse(List.of());
  }

  private static <T extends HttpMessageTestCase> List<Case<T>> messages(
      List<? extends Shape> subjects, Function<Shape, List<T>> casesOf) {
    List<Case<T>> cases = new ArrayList<>();
    for (Shape subject : subjects) {
      for (T test : casesOf.apply(subject)) {
        if (test.getAppliesTo().orElse(AppliesTo.SERVER) == AppliesTo.SERVER) {
          cases.add(new Case<>(subject, test.getId(), test));
        }
      }
    }
    return cases;
  }
}
