package recipe4j.cli.options;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts paths of the command line and of configuration files; refuses empty ones. */
public final class PathConverter implements ITypeConverter<Path> {
  @Override
  public Path convert(String value) {
    if (value.isBlank()) {
      throw new TypeConversionException(
          "must be a path, found " + (value.isEmpty() ? "an empty one" : "blanks only"));
    }
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      // the encoding of file names is the locale's, and that of C is ASCII
      boolean ascii = value.chars().allMatch(c -> c < 128);
      throw new TypeConversionException(
          "must be a path, found "
              + value
              + (ascii ? "" : "; for names beyond ASCII set LC_ALL=C.UTF-8"));
    }
  }

  /** Keeps a file name with fields in braces as text, as some systems allow no braces in paths. */
  static final class Pattern implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      new PathConverter().convert(value.replaceAll("\\{[^{}]*\\}", "0"));
      return value;
    }
  }
}
