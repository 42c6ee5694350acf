/**
 * The log of tests. Every module's tests log through {@link dev.brume.testlog.TestLogProvider}:
 * what a test announces by {@link dev.brume.testlog.ExpectsLog} is captured and asserted,
 * everything else from level WARN on is printed. {@link dev.brume.testlog.RunReporter} prints one
 * line a module.
 */
package dev.brume.testlog;
