package dev.brume.lambda.engine;

import java.util.Map;

/**
 * The version-independent part of a function.
 *
 * @param name unique in its account and region
 * @param identity distinguishes it from earlier functions with the name
 * @param lastVersion the number of the last published version; 0 for none
 * @param tags its tags
 * @param reservedConcurrency null if none is reserved
 * @param codeSigningConfigArn null if there is none
 * @param recursiveLoop {@code Terminate} or {@code Allow}
 * @param runtimeManagement by qualifier, if not AWS's default
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

  /** The runtime update settings; {@code arn} is null unless the version is set manually. */
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

  /** The same with another setting for recursive loops. */
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

  /** The same with other runtime update settings. */
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
