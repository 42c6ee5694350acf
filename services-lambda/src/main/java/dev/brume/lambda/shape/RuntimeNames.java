package dev.brume.lambda.shape;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.error.AwsError;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.lambda.LambdaFaults;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The runtimes for which functions can be created.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html">Lambda
 *     runtimes</a>
 */
public final class RuntimeNames {
  /** In the order of AWS's error text (recorded in January 2026). */
  private static final List<String> CREATABLE =
      List.of(
          "nodejs20.x",
          "python3.14",
          "provided.al2023",
          "python3.12",
          "python3.13",
          "nodejs24.x",
          "nodejs22.x",
          "java25",
          "python3.10",
          "python3.11",
          "java21",
          "ruby3.3",
          "ruby3.4",
          "ruby3.2",
          "python3.8",
          "python3.9",
          "java17",
          "nodejs16.x",
          "dotnet10",
          "dotnet8",
          "java11",
          "dotnet6",
          "nodejs18.x",
          "provided.al2",
          "java8.al2");

  /** Known runtimes that are no longer accepted. */
  private static final Set<String> RETIRED =
      Set.of(
          "nodejs",
          "nodejs4.3",
          "nodejs4.3-edge",
          "nodejs6.10",
          "nodejs8.10",
          "nodejs10.x",
          "nodejs12.x",
          "nodejs14.x",
          "java8",
          "python2.7",
          "python3.6",
          "python3.7",
          "dotnetcore1.0",
          "dotnetcore2.0",
          "dotnetcore2.1",
          "dotnetcore3.1",
          "go1.x",
          "ruby2.5",
          "ruby2.7",
          "provided");

  private static final Set<String> SNAP_START =
      Set.of(
          "java11",
          "java17",
          "java21",
          "java25",
          "python3.12",
          "python3.13",
          "python3.14",
          "dotnet8",
          "dotnet10");

  private RuntimeNames() {}

  /** The names of all runtimes for which functions can be created, sorted. */
  public static List<String> creatable() {
    return CREATABLE.stream().sorted().toList();
  }

  /** The names of runtimes that are no longer accepted, sorted. */
  public static List<String> retired() {
    return RETIRED.stream().sorted().toList();
  }

  /**
   * Returns {@code runtime} if functions can be created for it.
   *
   * @throws AwsError InvalidParameterValueException
   */
  public static String checked(String runtime) {
    if (CREATABLE.contains(runtime)) {
      return runtime;
    }
    if (RETIRED.contains(runtime)) {
      throw LambdaFaults.invalid(
          "The runtime parameter of "
              + runtime
              + " is no longer supported for creating or updating AWS Lambda functions. We"
              + " recommend you use a supported runtime while creating or updating functions.");
    }
    throw LambdaFaults.invalid(
        "Value "
            + runtime
            + " at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: ["
            + String.join(", ", CREATABLE)
            + "] or be a valid ARN");
  }

  /** Whether the runtime supports snapshots. */
  public static boolean hasSnapStart(String runtime) {
    return SNAP_START.contains(runtime);
  }

  /** The ARN of the runtime's present version: always the same for a runtime. */
  public static String versionArn(Scope scope, String runtime) {
    byte[] digest = ChecksumAlgorithm.SHA256.of(runtime.getBytes(StandardCharsets.UTF_8));
    return new Arn(
            scope.partition(),
            "lambda",
            scope.region(),
            "",
            "runtime:" + HexFormat.of().formatHex(digest))
        .toString();
  }
}
