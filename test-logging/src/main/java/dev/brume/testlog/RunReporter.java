package dev.brume.testlog;

import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints one line when the tests of a module have run: how many ran, failed and were skipped. The
 * build names the module in the property {@code brume.module}.
 */
public final class RunReporter implements TestExecutionListener {

  private final Map<String, Integer> skipped = new TreeMap<>();
  private int run;
  private int failed;

  @Override
  public synchronized void executionSkipped(TestIdentifier test, String reason) {
    skipped.merge(String.valueOf(reason), 1, Integer::sum);
  }

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    switch (result.getStatus()) {
      case ABORTED ->
          skipped.merge(
              result.getThrowable().map(Throwable::getMessage).orElse("no reason given"),
              1,
              Integer::sum);
      case FAILED -> {
        run++;
        failed++;
      }
      case SUCCESSFUL -> run += test.isTest() ? 1 : 0;
    }
  }

  @Override
  public synchronized void testPlanExecutionFinished(TestPlan plan) {
    String module = System.getProperty("brume.module");
    if (module == null || run == 0) {
      return;
    }
    int all = skipped.values().stream().mapToInt(Integer::intValue).sum();
    System.out.printf("%-22s %5d tests run, %d failed, %d skipped%n", module, run, failed, all);
  }
}
