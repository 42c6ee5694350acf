package dev.brume.server.clients;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails the class of tests during which the shared server has met a bug. Found by JUnit itself. */
public final class SharedBrumeExtension implements AfterAllCallback {
  @Override
  public void afterAll(ExtensionContext context) {
    SharedBrume.assertNoBugs();
  }
}
