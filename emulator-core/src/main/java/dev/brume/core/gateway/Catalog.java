package dev.brume.core.gateway;

import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.Struct;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The API descriptions of all services, those without code included, as far as routing needs them.
 * The build writes them: {@code index.txt} has one line per service, {@code <service>.txt} one line
 * per operation. A service without code answers from the catalogue: its operations are known, but
 * none is implemented.
 */
public final class Catalog {
  private static final int MIN_COLUMNS = 7;

  private final Class<?> anchor;
  private final String folder;

  /**
   * @param anchor a class of the module that holds the catalogue
   * @param folder its folder, such as {@code /dev/brume/catalog/}
   */
  public Catalog(Class<?> anchor, String folder) {
    this.anchor = anchor;
    this.folder = folder;
  }

  /**
   * An entry for every service of the catalogue.
   *
   * @param factories create the services that have code, by id
   * @param offered whether the service with an id implements any operation
   * @param enabled whether the service with an id is enabled
   */
  public List<ServiceEntry> entries(
      Map<String, Supplier<? extends Service>> factories,
      Predicate<String> offered,
      Predicate<String> enabled) {
    List<ServiceEntry> entries = new ArrayList<>();
    for (String[] columns : read("index.txt")) {
      if (columns.length < MIN_COLUMNS) {
        throw new IllegalStateException("Line of " + columns.length + " columns in the catalogue");
      }
      Supplier<? extends Service> code = factories.get(columns[0]);
      Supplier<? extends Service> factory =
          code != null ? code : () -> new CatalogService(schema(columns));
      entries.add(
          new ServiceEntry(
              columns[0],
              columns[2],
              columns[3],
              columns[4],
              columns[5],
              protocols(columns),
              offered.test(columns[0]),
              enabled.test(columns[0]),
              factory));
    }
    return entries;
  }

  private static List<ProtocolId> protocols(String[] columns) {
    List<ProtocolId> protocols = new ArrayList<>(2);
    for (String name : columns[6].split(",")) {
      protocols.add(ProtocolId.valueOf(name));
    }
    return protocols;
  }

  /** The schema built from a line of the index and the service's own file. */
  private ServiceSchema schema(String[] columns) {
    Map<String, Operation<?, ?>> operations = new LinkedHashMap<>();
    List<String[]> lines = read(columns[0] + ".txt");
    for (String[] line : lines.subList(1, lines.size())) {
      Operation<Struct, Struct> operation = Operation.of(line[0], null, -1, -1);
      operations.put(line[0], operation.http(line[1], line[2], 200).unsignedAllowed());
    }
    return new ServiceSchema(
        columns[0],
        columns[1],
        "com.amazonaws." + columns[0],
        columns[4],
        columns[2],
        columns[3],
        columns[5],
        protocols(columns),
        null,
        false,
        true,
        operations);
  }

  /** The lines of a file without comments, split into columns. */
  private List<String[]> read(String file) {
    List<String[]> lines = new ArrayList<>();
    try (InputStream stream = anchor.getResourceAsStream(folder + file)) {
      if (stream == null) {
        throw new IllegalStateException("There is no " + folder + file);
      }
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#") && !line.isEmpty()) {
          lines.add(line.split("\t", -1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  /** A service that has an API description but no code. */
  private record CatalogService(ServiceSchema schema) implements Service {
    @Override
    public void bind(Binder binder) {
      // No operation is implemented.
    }
  }
}
