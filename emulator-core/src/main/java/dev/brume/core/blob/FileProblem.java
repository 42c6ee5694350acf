package dev.brume.core.blob;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Describes a file error for users, without Java's exception names. */
public final class FileProblem {
  private FileProblem() {}

  /** The reason of {@code failure}, such as {@code No space left on device}. */
  public static String of(IOException failure) {
    return switch (failure) {
      case NoSuchFileException missing -> "there is no " + missing.getFile();
      case AccessDeniedException denied -> "this user may not use " + denied.getFile();
      case FileAlreadyExistsException other -> other.getFile() + " is no folder";
      case NotDirectoryException other -> other.getFile() + " is no folder";
      case FileSystemException named when named.getReason() != null ->
          named.getFile() == null ? named.getReason() : named.getFile() + ": " + named.getReason();
      default -> failure.getMessage() == null ? "it failed to be read" : failure.getMessage();
    };
  }
}
