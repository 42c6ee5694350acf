package dev.brume.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.admin.Coverage;
import dev.brume.server.CoverageOfServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.junit.jupiter.api.Test;

/**
 * The coverage page says what the code does: it is written from what the services bind. {@code
 * ./mvnw -pl emulator-server -am test -Dtest=CoveragePageTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dbrume.coverage=write} writes it anew.
 *
 * <p>Source of truth: the models in aws-models and each service's {@code bind()}.
 */
class CoveragePageTest {
  private static final Path PAGE = Path.of("..", "docs", "coverage.md");

  @Test
  void thePageIsUpToDate() throws IOException {
    String page = page(CoverageOfServer.services());
    if ("write".equals(System.getProperty("brume.coverage"))) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE))
        .as("write it anew with -Dbrume.coverage=write")
        .isEqualTo(page);
  }

  private static String page(Collection<Coverage.Service> services) {
    StringBuilder page = new StringBuilder();
    page.append("# Coverage\n\n");
    page.append(
            "Written from the code: how much of every described service is done. All names, those")
        .append(
            " of missing operations too, are\nat `/_brume/coverage` of a running server. What is")
        .append(" missing answers 501 and its name.\n\n");
    page.append("| service | done | missing |\n| --- | ---: | ---: |\n");
    for (Coverage.Service service : services) {
      page.append(
          "| %s (`%s`) | %d | %d |\n"
              .formatted(
                  service.name(), service.id(), service.done().size(), service.missing().size()));
    }
    for (Coverage.Service service : services) {
      if (!service.done().isEmpty()) {
        page.append("\n## ").append(service.name()).append("\n\nDone: ");
        page.append(String.join(", ", service.done())).append(".\n");
        if (!service.missing().isEmpty()) {
          page.append("\nMissing: ").append(String.join(", ", service.missing())).append(".\n");
        }
      }
    }
    return page.toString();
  }
}
