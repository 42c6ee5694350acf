package dev.brume.lambda.engine;

import java.util.Map;

/**
 * What a function has beside its versions.
 *
 * @param name unique in its account and region
 * @param identity differs from that of every other function that had the name before
 * @param lastVersion the number of the last version that was published; 0 for none
 * @param tags its tags
 * @param reservedConcurrency null where none is reserved
 * @param codeSigningConfigArn null where there is none
 * @param recursiveLoop {@code Terminate} or {@code Allow}
 * @param runtimeManagement by qualifier, where it is not AWS's default
 */
public record FunctionRecord(
    String name,
    String identity,
    long lastVersion,
    Map<String, String> tags,
    Integer reservedConcurrency,
    String codeSigningConfigArn,
    String recursiveLoop,
    Map<String, RuntimeManagement> runtimeManagement) {

  /** How runtime versions are rolled out; {@code arn} is null unless they are chosen by hand. */
  public record RuntimeManagement(String updateOn, String arn) {}

  /** A new function. */
  public static FunctionRecord of(
      String name, String identity, Map<String, String> tags, String codeSigningConfigArn) {
    return new FunctionRecord(
        name, identity, 0, tags, null, codeSigningConfigArn, "Terminate", Map.of());
  }

  /** The same after a version was published. */
  public FunctionRecord withLastVersion(long number) {
    return new FunctionRecord(
        name,
        identity,
        number,
        tags,
        reservedConcurrency,
        codeSigningConfigArn,
        recursiveLoop,
        runtimeManagement);
  }

  /** The same with other tags. */
  public FunctionRecord withTags(Map<String, String> newTags) {
    return new FunctionRecord(
        name,
        identity,
        lastVersion,
        newTags,
        reservedConcurrency,
        codeSigningConfigArn,
        recursiveLoop,
        runtimeManagement);
  }

  /** The same with another reservation; null for none. */
  public FunctionRecord withReservedConcurrency(Integer reserved) {
    return new FunctionRecord(
        name,
        identity,
        lastVersion,
        tags,
        reserved,
        codeSigningConfigArn,
        recursiveLoop,
        runtimeManagement);
  }

  /** The same with another code signing configuration; null for none. */
  public FunctionRecord withCodeSigningConfig(String arn) {
    return new FunctionRecord(
        name,
        identity,
        lastVersion,
        tags,
        reservedConcurrency,
        arn,
        recursiveLoop,
        runtimeManagement);
  }

  /** The same with another answer to recursive invocations. */
  public FunctionRecord withRecursiveLoop(String answer) {
    return new FunctionRecord(
        name,
        identity,
        lastVersion,
        tags,
        reservedConcurrency,
        codeSigningConfigArn,
        answer,
        runtimeManagement);
  }

  /** The same with other rules for the versions of runtimes. */
  public FunctionRecord withRuntimeManagement(Map<String, RuntimeManagement> management) {
    return new FunctionRecord(
        name,
        identity,
        lastVersion,
        tags,
        reservedConcurrency,
        codeSigningConfigArn,
        recursiveLoop,
        management);
  }
}
