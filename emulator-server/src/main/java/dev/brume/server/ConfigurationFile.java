package dev.brume.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of lines {@code NAME=value}, the form of {@code docker run --env-file}: the names are
 * those of the environment variables. Empty lines and lines that begin with {@code #} are ignored.
 * So that a shell can read the same file, {@code export} may precede a name and quotes enclose a
 * value.
 */
final class ConfigurationFile {
  /** The size limit; no configuration is nearly as long. */
  private static final int MAX_BYTES = 1024 * 1024;

  private static final Pattern LINE =
      Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)");

  private ConfigurationFile() {}

  /**
   * The values by name, in the file's order. Messages show no values: they may be secret.
   *
   * @throws UsageException if the file can't be read or a line is malformed
   */
  static Map<String, String> read(Path file) {
    Map<String, String> values = new LinkedHashMap<>();
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String place = file + ", line " + (i + 1) + ": ";
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        throw new UsageException(place + "not of the form NAME=value");
      }
      String name = parts.group(1);
      if (values.put(name, unquoted(parts.group(2).strip())) != null) {
        throw new UsageException(place + name + " is there twice");
      }
      if (name.equals(KnownVariables.CONFIG)) {
        throw new UsageException(place + "a file can't name another one");
      }
    }
    return values;
  }

  private static List<String> lines(Path file) {
    try {
      byte[] bytes;
      try (InputStream in = Files.newInputStream(file)) { // A device may have no end.
        bytes = in.readNBytes(MAX_BYTES + 1);
      }
      if (bytes.length > MAX_BYTES) {
        throw new UsageException(
            file + " is no configuration: it has over " + MAX_BYTES + " bytes");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList();
    } catch (NoSuchFileException e) {
      throw new UsageException("there is no file " + file);
    } catch (CharacterCodingException e) {
      throw new UsageException(file + " is not UTF-8");
    } catch (IOException e) {
      throw new UsageException("can't read " + file + ": " + e.getMessage());
    }
  }

  private static String unquoted(String value) {
    int last = value.length() - 1;
    boolean quoted =
        last > 0
            && value.charAt(0) == value.charAt(last)
            && (value.charAt(0) == '"' || value.charAt(0) == '\'');
    return quoted ? value.substring(1, last) : value;
  }
}
