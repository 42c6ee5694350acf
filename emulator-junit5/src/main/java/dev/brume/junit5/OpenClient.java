package dev.brume.junit5;

import org.junit.jupiter.api.extension.ExtensionContext;

/** A client that JUnit closes with the test or class for which it was created. */
@SuppressWarnings("deprecation") // before 5.13 JUnit only closes resources of that type
record OpenClient(AutoCloseable client)
    implements ExtensionContext.Store.CloseableResource, AutoCloseable {
  @Override
  public void close() throws Exception {
    client.close();
  }
}
