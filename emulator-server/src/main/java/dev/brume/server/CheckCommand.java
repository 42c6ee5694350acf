package dev.brume.server;

import dev.brume.core.state.StateCheck;
import dev.brume.core.state.StateException;
import java.io.PrintStream;
import java.nio.file.Path;

/** The command {@code check DIR}: verifies the checksums of a data directory. */
final class CheckCommand {
  /** The exit code for damage. */
  static final int DAMAGED = 3;

  private CheckCommand() {}

  /**
   * Prints a line per damage, and a summary.
   *
   * @return the exit code: 0 if everything is intact, else {@link #DAMAGED}
   * @throws UsageException if the folder can't be checked
   */
  static int run(Path folder, PrintStream out) {
    StateCheck.Report report;
    try {
      report = StateCheck.of(folder);
    } catch (StateException e) {
      throw new UsageException(e.getMessage());
    }
    report.damages().forEach(out::println);
    out.printf(
        "Checked %d entries and %d bodies of %d bytes: %s%n",
        report.entries(),
        report.bodies(),
        report.bytes(),
        report.damages().isEmpty() ? "nothing is damaged" : report.damages().size() + " damaged");
    if (report.unverifiable() > 0) {
      out.printf(
          "%d bodies were written without checksums: they are there in their full length%n",
          report.unverifiable());
    }
    return report.damages().isEmpty() ? 0 : DAMAGED;
  }
}
