package dev.brume.lambda.runtime;

import dev.brume.core.scope.Scope;
import dev.brume.lambda.engine.CodePackage;
import dev.brume.lambda.engine.FunctionSettings;
import java.util.List;
import java.util.Objects;

/**
 * The plan of an environment. Environments with equal plans are interchangeable.
 *
 * @param scope account and region of the function
 * @param function the function's name
 * @param identity distinguishes it from earlier functions with the name
 * @param version the version
 * @param settings its settings
 * @param code its code
 * @param layers the contents of its layers, in order
 * @param tenant the only tenant whose calls it runs; null for all
 * @param changed when code in a folder was last changed; else 0
 */
public record RuntimePlan(
    Scope scope,
    String function,
    String identity,
    String version,
    FunctionSettings settings,
    CodePackage code,
    List<CodePackage> layers,
    String tenant,
    long changed) {
  /** The same with the present code of its folder; unchanged for other code. */
  RuntimePlan asItIsNow() {
    return code.folder() == null
        ? this
        : new RuntimePlan(
            scope,
            function,
            identity,
            version,
            settings,
            code,
            layers,
            tenant,
            CodeDirectories.changed(code.folder()));
  }

  /** Whether both are for the same version and tenant, possibly at different times. */
  boolean isOfSameVersion(RuntimePlan other) {
    return scope.equals(other.scope)
        && function.equals(other.function)
        && version.equals(other.version)
        && Objects.equals(tenant, other.tenant);
  }
}
