package dev.brume.lambda.runtime;

import dev.brume.lambda.engine.CodePackage;
import dev.brume.lambda.engine.ZipDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The unpacked code of functions and layers: one directory for each while it is in use. */
final class CodeDirectories {
  private final Path root;
  private final Map<String, Shared> directories = new HashMap<>();

  /** A directory shared by several environments. */
  private static final class Shared {
    private int users;
    private Path path;
  }

  CodeDirectories(Path root) {
    this.root = root;
  }

  /** The directory of some code, unpacked if necessary; blocks. */
  Path acquire(CodePackage code) {
    if (code.folder() != null) {
      return Path.of(code.folder());
    }
    Shared shared;
    synchronized (directories) {
      shared = directories.computeIfAbsent(code.sha256(), sha256 -> new Shared());
      shared.users++;
    }
    synchronized (shared) {
      if (shared.path == null) {
        shared.path = unpack(code);
      }
      return shared.path;
    }
  }

  /** Called when an environment no longer uses it. */
  void release(CodePackage code) {
    if (code.folder() != null) {
      return;
    }
    Shared shared;
    synchronized (directories) {
      shared = directories.get(code.sha256());
      shared.users--;
      if (shared.users > 0) {
        return;
      }
      directories.remove(code.sha256());
    }
    synchronized (shared) {
      if (shared.path != null) {
        delete(shared.path);
      }
    }
  }

  /** The latest modification of anything in a folder, in milliseconds since 1970. */
  static long changed(String folder) {
    long[] latest = {0};
    try {
      Files.walkFileTree(
          Path.of(folder),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
              String name = String.valueOf(visited.getFileName());
              latest[0] = Math.max(latest[0], attributes.lastModifiedTime().toMillis());
              return name.equals("node_modules") || name.equals("__pycache__")
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              latest[0] = Math.max(latest[0], attributes.lastModifiedTime().toMillis());
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      return 0;
    }
    return latest[0];
  }

  private Path unpack(CodePackage code) {
    String name = HexFormat.of().formatHex(Base64.getDecoder().decode(code.sha256()));
    try {
      Path directory = Files.createTempDirectory(root, name.substring(0, 16) + "-");
      Path archive = Files.createTempFile(root, name.substring(0, 16), ".zip");
      try {
        byte[] bytes = code.archive().bytes();
        Files.write(archive, bytes);
        ZipDirectory entries = ZipDirectory.of(bytes);
        unpack(archive, directory, entries == null ? Set.of() : entries.links());
      } finally {
        Files.deleteIfExists(archive);
      }
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Links are made after all files, so that no file is written through one of them. */
  private static void unpack(Path archive, Path directory, Set<String> links) throws IOException {
    Map<String, Object> settings = Map.of("enablePosixFileAttributes", true);
    Map<Path, String> targets = new LinkedHashMap<>();
    try (FileSystem zip = FileSystems.newFileSystem(archive, settings)) {
      for (Path top : zip.getRootDirectories()) {
        try (Stream<Path> entries = Files.walk(top)) {
          for (Path entry : (Iterable<Path>) entries::iterator) {
            String name = top.relativize(entry).toString();
            Path target = directory.resolve(name).normalize();
            if (!target.startsWith(directory)) {
              continue;
            }
            if (links.contains(name)) {
              targets.put(target, Files.readString(entry));
            } else {
              copy(entry, target);
            }
          }
        }
      }
    }
    for (Map.Entry<Path, String> link : targets.entrySet()) {
      link(link.getKey(), link.getValue());
    }
  }

  private static void link(Path link, String target) throws IOException {
    Files.createDirectories(link.getParent());
    try {
      Files.createSymbolicLink(link, Path.of(target));
    } catch (InvalidPathException | FileAlreadyExistsException | UnsupportedOperationException e) {
      Files.writeString(link, target);
    }
  }

  private static void copy(Path entry, Path target) throws IOException {
    if (Files.isDirectory(entry)) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    Files.copy(entry, target, StandardCopyOption.REPLACE_EXISTING);
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    permissions.addAll(Files.getPosixFilePermissions(entry));
    permissions.add(PosixFilePermission.OWNER_READ);
    permissions.add(PosixFilePermission.OWNER_WRITE);
    Files.setPosixFilePermissions(target, permissions);
  }

  /** Deletes a directory with its contents, as far as possible. */
  static void delete(Path directory) {
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure)
                throws IOException {
              Files.deleteIfExists(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      // It lies in the machine's temporary directory.
    }
  }
}
