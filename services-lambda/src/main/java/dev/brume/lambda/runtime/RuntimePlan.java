package dev.brume.lambda.runtime;

import dev.brume.core.scope.Scope;
import dev.brume.lambda.engine.CodePackage;
import dev.brume.lambda.engine.FunctionSettings;
import java.util.List;

/**
 * What an environment is made of. Environments of equal plans are as good as each other.
 *
 * @param scope account and region of the function
 * @param function the function's name
 * @param identity differs from that of every other function that had the name before
 * @param version the version
 * @param settings its settings
 * @param code its code
 * @param layers the contents of its layers, in their order
 * @param changed when code that lies in a folder was changed last; else 0
 */
public record RuntimePlan(
    Scope scope,
    String function,
    String identity,
    String version,
    FunctionSettings settings,
    CodePackage code,
    List<CodePackage> layers,
    long changed) {
  /** The same for the code as it is in its folder now; itself where it lies in none. */
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
            CodeDirectories.changed(code.folder()));
  }

  /** Whether both are for the same version of the same function, as it was and as it is. */
  boolean isOfSameVersion(RuntimePlan other) {
    return scope.equals(other.scope)
        && function.equals(other.function)
        && version.equals(other.version);
  }
}
