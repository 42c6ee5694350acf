package dev.brume.lambda;

import dev.brume.core.gateway.constraint.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What Lambda makes of violated constraints: it checks runtimes itself, in its own words, looks up
 * the function before it checks reserved concurrency, and reports qualifiers before names, and
 * lengths before forms (answers recorded on AWS in November 2025).
 */
final class LambdaConstraints {
  private LambdaConstraints() {}

  /** The violations that are reported, in AWS's order. */
  static List<Violation> reported(List<Violation> violations) {
    List<Violation> told = new ArrayList<>(violations);
    told.removeIf(LambdaConstraints::isCheckedLater);
    told.replaceAll(LambdaConstraints::inAwsWords);
    told.sort(
        Comparator.comparing((Violation violation) -> violation.path().equals("qualifier") ? 0 : 1)
            .thenComparing(violation -> violation.text().contains("regular expression") ? 1 : 0));
    return told;
  }

  private static boolean isCheckedLater(Violation violation) {
    return !violation.missing()
        && (violation.path().equals("runtime")
            || violation.path().equals("reservedConcurrentExecutions"));
  }

  /**
   * Lambda lists starting positions in its own order, and does not say of subnets and security
   * groups that they must not be null (recorded on AWS in November 2025).
   */
  private static Violation inAwsWords(Violation violation) {
    boolean network = violation.path().startsWith("vpcConfig.");
    return new Violation(
        violation.path(),
        violation.member(),
        violation.missing(),
        violation
            .text()
            .replace("[TRIM_HORIZON, LATEST, AT_TIMESTAMP]", "[LATEST, AT_TIMESTAMP, TRIM_HORIZON]")
            .replace(network ? ", Member must not be null]" : "\0", "]"));
  }
}
